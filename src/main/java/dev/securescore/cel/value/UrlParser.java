package dev.securescore.cel.value;

import com.google.common.base.CharMatcher;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a URL apart as Go's net/url does. */
final class UrlParser {

  /** The parts of a URL, as strings of bytes; {@code user} is null where none is given. */
  record Parts(
      String scheme,
      String opaque,
      @Nullable String user,
      String host,
      String path,
      String escapedPath,
      @Nullable String query,
      String escapedFragment,
      boolean omitsHost) {}

  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):");
  private static final Pattern PORT = Pattern.compile("(:[0-9]*)?");
  private static final CharMatcher CONTROL =
      CharMatcher.inRange('\0', '\u001f').or(CharMatcher.is('\u007f'));
  private static final CharMatcher IN_USER =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("-._:~!$&'()*+,;=%@"));

  private final boolean request;

  /**
   * A parser.
   *
   * @param request whether it must be absolute and has no fragment, as in an HTTP request
   */
  UrlParser(boolean request) {
    this.request = request;
  }

  Parts parse(String text) throws UrlSyntaxException {
    int hash = request ? -1 : text.indexOf('#');
    return hash < 0
        ? parse(text, "")
        : parse(text.substring(0, hash), fragment(text.substring(hash + 1)));
  }

  private static String fragment(String escaped) throws UrlSyntaxException {
    String fragment = UrlEncoding.FRAGMENT.unescape(escaped);
    return UrlEncoding.FRAGMENT.isEscaped(escaped)
        ? escaped
        : UrlEncoding.FRAGMENT.escape(fragment);
  }

  static boolean isPort(String text) {
    return PORT.matcher(text).matches();
  }

  private Parts parse(String text, String fragment) throws UrlSyntaxException {
    if (CONTROL.matchesAnyOf(text)) {
      throw new UrlSyntaxException("net/url: invalid control character in URL");
    }
    if (text.isEmpty() && request) {
      throw new UrlSyntaxException("empty url");
    }
    if (text.equals("*")) {
      return new Parts("", "", null, "", "*", "*", null, fragment, false);
    }
    if (text.startsWith(":")) {
      throw new UrlSyntaxException("missing protocol scheme");
    }
    Matcher matcher = SCHEME.matcher(text);
    String scheme = matcher.lookingAt() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    String rest = scheme.isEmpty() ? text : text.substring(matcher.end());
    int mark = rest.indexOf('?');
    String query = mark < 0 ? null : rest.substring(mark + 1);
    String hierarchy = mark < 0 ? rest : rest.substring(0, mark);
    if (!hierarchy.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return new Parts(scheme, hierarchy, null, "", "", "", query, fragment, false);
      }
      checkRelative(hierarchy);
    }
    return hierarchical(scheme, hierarchy, query, fragment);
  }

  private void checkRelative(String path) throws UrlSyntaxException {
    if (request) {
      throw new UrlSyntaxException("invalid URI for request");
    }
    int slash = path.indexOf('/');
    if ((slash < 0 ? path : path.substring(0, slash)).contains(":")) {
      throw new UrlSyntaxException("first path segment in URL cannot contain colon");
    }
  }

  private Parts hierarchical(
      String scheme, String hierarchy, @Nullable String query, String fragment)
      throws UrlSyntaxException {
    boolean mayHaveHost = !scheme.isEmpty() || (!request && !hierarchy.startsWith("///"));
    if (!mayHaveHost || !hierarchy.startsWith("//")) {
      String path = UrlEncoding.PATH.unescape(hierarchy);
      boolean omitsHost = !scheme.isEmpty() && hierarchy.startsWith("/");
      return new Parts(scheme, "", null, "", path, hierarchy, query, fragment, omitsHost);
    }
    int slash = hierarchy.indexOf('/', 2);
    String authority = slash < 0 ? hierarchy.substring(2) : hierarchy.substring(2, slash);
    String escapedPath = slash < 0 ? "" : hierarchy.substring(slash);
    int at = authority.lastIndexOf('@');
    String host = host(scheme, authority.substring(at + 1));
    String user = at < 0 ? null : user(authority.substring(0, at));
    String path = UrlEncoding.PATH.unescape(escapedPath);
    return new Parts(scheme, "", user, host, path, escapedPath, query, fragment, false);
  }

  private static String user(String escaped) throws UrlSyntaxException {
    if (!IN_USER.matchesAllOf(escaped)) {
      throw new UrlSyntaxException("net/url: invalid userinfo");
    }
    int colon = escaped.indexOf(':');
    UrlEncoding encoding = UrlEncoding.USER;
    if (colon < 0) {
      return encoding.escape(encoding.unescape(escaped));
    }
    String name = encoding.escape(encoding.unescape(escaped.substring(0, colon)));
    return name + ":" + encoding.escape(encoding.unescape(escaped.substring(colon + 1)));
  }

  private static String host(String scheme, String host) throws UrlSyntaxException {
    int bracket = host.lastIndexOf('[');
    if (bracket > 0) {
      throw new UrlSyntaxException("invalid IP-literal");
    }
    if (bracket == 0) {
      return literalHost(host);
    }
    boolean strict = scheme.equals("http") || scheme.equals("https");
    int colon = strict ? host.indexOf(':') : host.lastIndexOf(':');
    if (colon >= 0) {
      checkPort(host.substring(colon));
    }
    return UrlEncoding.HOST.unescape(host);
  }

  private static String literalHost(String host) throws UrlSyntaxException {
    int closing = host.lastIndexOf(']');
    if (closing < 0) {
      throw new UrlSyntaxException("missing ']' in host");
    }
    checkPort(host.substring(closing + 1));
    String port = UrlEncoding.HOST.unescape(host.substring(closing + 1));
    String name = host.substring(1, closing);
    int zone = name.indexOf("%25");
    String literal =
        zone < 0
            ? UrlEncoding.HOST.unescape(name)
            : UrlEncoding.HOST.unescape(name.substring(0, zone))
                + UrlEncoding.ZONE.unescape(name.substring(zone));
    int percent = literal.indexOf('%');
    String address = percent < 0 ? literal : literal.substring(0, percent);
    if (InternetAddress.parse(literal).filter(each -> each.family() == 4).isPresent()) {
      throw new UrlSyntaxException("invalid IP-literal");
    }
    if (!InternetAddress.isVersion6(address) || percent == literal.length() - 1) {
      throw new UrlSyntaxException(
          "invalid host: ParseAddr(" + Quotation.of(literal) + "): unable to parse IP");
    }
    return "[" + literal + "]" + port;
  }

  private static void checkPort(String port) throws UrlSyntaxException {
    if (!isPort(port)) {
      throw new UrlSyntaxException("invalid port " + Quotation.of(port) + " after host");
    }
  }
}
