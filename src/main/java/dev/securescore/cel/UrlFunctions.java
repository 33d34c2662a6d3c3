package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.securescore.cel.Operand.TEXT;
import static dev.securescore.cel.Operand.URL;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.securescore.cel.value.Url;
import java.util.List;

/** Kubernetes' functions on URLs. */
final class UrlFunctions {

  private static final MapType PARAMETERS = MapType.create(STRING, ListType.create(STRING));

  private UrlFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of("url", TEXT.global("string_to_url", Url.TYPE, UrlFunctions::url)),
        NativeFunction.of(
            "isURL", TEXT.global("is_url_string", BOOL, text -> Url.parse(text).isPresent())),
        NativeFunction.of("getScheme", URL.member("url_get_scheme", STRING, Url::scheme)),
        NativeFunction.of("getHost", URL.member("url_get_host", STRING, Url::host)),
        NativeFunction.of("getHostname", URL.member("url_get_hostname", STRING, Url::hostname)),
        NativeFunction.of("getPort", URL.member("url_get_port", STRING, Url::port)),
        NativeFunction.of(
            "getEscapedPath", URL.member("url_get_escaped_path", STRING, Url::escapedPath)),
        NativeFunction.of("getQuery", URL.member("url_get_query", PARAMETERS, Url::query)));
  }

  private static Url url(String text) {
    return Url.parse(text).orElseThrow(() -> new CallFailure("url: not an absolute URL or path"));
  }
}
