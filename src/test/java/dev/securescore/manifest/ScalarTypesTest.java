package dev.securescore.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.json.JsonMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers as the API server gives; {@code ScalarTypesIT} asks it. */
class ScalarTypesTest {

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "yes", "YES", "on", "On", "y", "Y"})
  void yesIsTrue(String text) {
    assertThat(value(text)).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "no", "No", "off", "OFF", "n", "N"})
  void noIsFalse(String text) {
    assertThat(value(text)).isEqualTo(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"420", "0644", "0o644", "0x1a4", "0b110100100", "+420", "4_20", "420.0", "4.2e2"})
  void aWholeNumberMayBeWrittenInManyWays(String text) {
    assertThat(value(text)).isEqualTo(420L);
  }

  @Test
  void numbersThatFitNoLongAreDoubles() {
    assertThat(value("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(value("9223372036854775808")).isEqualTo(0x1p63);
    assertThat(value("1e30")).isEqualTo(1e30);
    assertThat(value("-.5")).isEqualTo(-0.5);
    assertThat(value("089")).isEqualTo(89L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tRUE",
        "nope",
        "1:30",
        "2001-01-01",
        "1.2.3",
        "0x",
        "+",
        ".",
        "._",
        "1e999",
        "08x",
        "_1",
        "500m",
        "12e"
      })
  void everythingElseIsText(String text) {
    assertThat(value(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'true'", "\"true\"", "!!str true", "! true", "|-\n true", ">-\n true"})
  void quotedIsText(String text) {
    assertThat(value(text)).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void nullIsDropped(String text) {
    assertThat(object(text).containsKey("value")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.Inf", "+.INF", ".nan", ".NaN"})
  void jsonHasNoInfinity(String text) {
    assertThat(DocumentsTest.read(document(text)).problems())
        .singleElement()
        .hasToString("stdin:3: JSON has no number " + text);
  }

  @Test
  void keysAreTextOfTheirValue() {
    JsonMap object = object("{1: a, yes: b, 0x10: c, 'no': d, 1.5: e, 2001-01-01: f}");

    assertThat(object.object("value").strings())
        .containsOnlyKeys("1", "true", "16", "no", "1.5", "2001-01-01");
  }

  private static @Nullable Object value(String text) {
    return object(text).get("value");
  }

  private static JsonMap object(String text) {
    Manifests read = DocumentsTest.read(document(text));
    assertThat(read.problems()).isEmpty();
    return read.manifests().getFirst().object();
  }

  private static String document(String text) {
    return "apiVersion: x.io/v1\nkind: X\nvalue: " + text + "\n";
  }
}
