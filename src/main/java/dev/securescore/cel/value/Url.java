package dev.securescore.cel.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An absolute URL or an absolute path, taken apart as Go's net/url does. Nothing is resolved. */
@Immutable
public final class Url extends OpaqueValue implements ReadText {

  public static final OpaqueType TYPE = OpaqueType.create("kubernetes.URL");

  private static final int MAXIMUM_PARAMETERS = 10_000;

  @SuppressWarnings("Immutable") // a record of strings
  private final UrlParser.Parts parts;

  private final String written;

  private Url(UrlParser.Parts parts) {
    this.parts = parts;
    this.written = written(parts);
  }

  /** Reads a URL; empty if it is none. */
  public static Optional<Url> parse(String text) {
    try {
      check(text);
      return Optional.of(new Url(new UrlParser(false).parse(bytes(text))));
    } catch (UrlSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Says why a text is no URL that a request may have. */
  public static void check(String text) throws UrlSyntaxException {
    try {
      new UrlParser(true).parse(bytes(text));
    } catch (UrlSyntaxException e) {
      throw new UrlSyntaxException(
          "parse " + Quotation.of(text) + ": " + text(String.valueOf(e.getMessage())));
    }
  }

  private static String bytes(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private static String text(String bytes) {
    return new String(bytes.getBytes(ISO_8859_1), UTF_8);
  }

  /** Such as {@code https}; empty for a path. */
  public String scheme() {
    return parts.scheme();
  }

  /** With the port. */
  public String host() {
    return text(parts.host());
  }

  /** Without port and brackets. */
  public String hostname() {
    String host = parts.host();
    int colon = portColon();
    String name = colon < 0 ? host : host.substring(0, colon);
    return text(
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name);
  }

  /** Without the colon; empty where none is given. */
  public String port() {
    int colon = portColon();
    return colon < 0 ? "" : parts.host().substring(colon + 1);
  }

  private int portColon() {
    int colon = parts.host().lastIndexOf(':');
    return colon >= 0 && UrlParser.isPort(parts.host().substring(colon)) ? colon : -1;
  }

  /** The path with everything escaped that has to be. */
  public String escapedPath() {
    return text(path(parts));
  }

  private static String path(UrlParser.Parts parts) {
    return UrlEncoding.PATH.isEscaped(parts.escapedPath())
        ? parts.escapedPath()
        : UrlEncoding.PATH.escape(parts.path());
  }

  /** The parameters in their order; those that are badly escaped are left out. */
  public Map<String, List<String>> query() {
    String query = parts.query() == null ? "" : parts.query();
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (CharMatcher.is('&').countIn(query) >= MAXIMUM_PARAMETERS) {
      return parameters;
    }
    for (String parameter : Splitter.on('&').omitEmptyStrings().split(query)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      if (!parameter.contains(";")) {
        add(parameters, name, value);
      }
    }
    return parameters;
  }

  private static void add(Map<String, List<String>> parameters, String name, String value) {
    try {
      String key = text(UrlEncoding.QUERY.unescape(name));
      String unescaped = text(UrlEncoding.QUERY.unescape(value));
      parameters.computeIfAbsent(key, _ -> new ArrayList<>()).add(unescaped);
    } catch (UrlSyntaxException e) {
      // Go leaves such a parameter out
    }
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public OpaqueType celType() {
    return TYPE;
  }

  @Override
  public int length() {
    return written.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Url url && written.equals(url.written);
  }

  @Override
  public int hashCode() {
    return written.hashCode();
  }

  @Override
  public String toString() {
    return written;
  }

  private static String written(UrlParser.Parts parts) {
    StringBuilder written = new StringBuilder();
    if (!parts.scheme().isEmpty()) {
      written.append(parts.scheme()).append(':');
    }
    if (parts.opaque().isEmpty()) {
      appendAuthority(written, parts);
      written.append(path(parts));
    } else {
      written.append(parts.opaque());
    }
    if (parts.query() != null) {
      written.append('?').append(parts.query());
    }
    if (!parts.escapedFragment().isEmpty()) {
      written.append('#').append(parts.escapedFragment());
    }
    return text(written.toString());
  }

  private static void appendAuthority(StringBuilder written, UrlParser.Parts parts) {
    boolean none = parts.host().isEmpty() && parts.user() == null;
    if (none && (parts.scheme().isEmpty() || parts.omitsHost() || parts.path().isEmpty())) {
      return;
    }
    written.append("//");
    if (parts.user() != null) {
      written.append(parts.user()).append('@');
    }
    written.append(UrlEncoding.HOST.escape(parts.host()));
  }
}
