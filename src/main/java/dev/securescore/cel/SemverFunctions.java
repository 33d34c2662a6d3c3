package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.securescore.cel.Operand.TEXT;
import static dev.securescore.cel.Operand.TRUTH;
import static dev.securescore.cel.Operand.VERSION;

import dev.securescore.cel.value.SemanticVersion;
import java.util.List;
import java.util.Optional;

/** Kubernetes' functions on semantic versions. */
final class SemverFunctions {

  private SemverFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "semver",
            TEXT.global("string_to_semver", SemanticVersion.TYPE, text -> version(text, false)),
            TEXT.global(
                "string_bool_to_semver", SemanticVersion.TYPE, TRUTH, SemverFunctions::version)),
        NativeFunction.of(
            "isSemver",
            TEXT.global("is_semver_string", BOOL, text -> parse(text, false).isPresent()),
            TEXT.global(
                "is_semver_string_bool",
                BOOL,
                TRUTH,
                (text, normalize) -> parse(text, normalize).isPresent())),
        NativeFunction.of(
            "isGreaterThan",
            VERSION.member(
                "semver_is_greater_than", BOOL, VERSION, (one, other) -> one.compareTo(other) > 0)),
        NativeFunction.of(
            "isLessThan",
            VERSION.member(
                "semver_is_less_than", BOOL, VERSION, (one, other) -> one.compareTo(other) < 0)),
        NativeFunction.of(
            "compareTo",
            VERSION.member(
                "semver_compare_to", INT, VERSION, (one, other) -> (long) one.compareTo(other))),
        NativeFunction.of("major", VERSION.member("semver_major", INT, SemanticVersion::major)),
        NativeFunction.of("minor", VERSION.member("semver_minor", INT, SemanticVersion::minor)),
        NativeFunction.of("patch", VERSION.member("semver_patch", INT, SemanticVersion::patch)));
  }

  private static Optional<SemanticVersion> parse(String text, boolean normalize) {
    return normalize ? SemanticVersion.parseTolerant(text) : SemanticVersion.parse(text);
  }

  private static SemanticVersion version(String text, boolean normalize) {
    return parse(text, normalize)
        .orElseThrow(() -> new CallFailure("semver: not a semantic version"));
  }
}
