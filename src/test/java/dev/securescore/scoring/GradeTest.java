package dev.securescore.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTest {

  private static final Coverage FULL = new Coverage(10, 0);

  @ParameterizedTest
  @CsvSource({
    "1000, A+",
    "950, A+",
    "949, A",
    "900, A",
    "899, B",
    "800, B",
    "799, C",
    "650, C",
    "649, D",
    "500, D",
    "499, E",
    "300, E",
    "299, F",
    "0, F"
  })
  void letterChangesExactlyAtItsBound(int tenths, String letter) {
    Grade grade = Grade.of(Fraction.of(tenths, 10), 0, 0, FULL);

    assertThat(grade.letter()).hasToString(letter);
    assertThat(grade.cappedBy()).isEmpty();
  }

  @Test
  void openCriticalCapsAtCAndExposedOneAtD() {
    assertThat(Grade.of(Fraction.of(99, 1), 2, 0, FULL))
        .hasToString("Grade[letter=C, cappedBy=[2 open Critical]]");
    assertThat(Grade.of(Fraction.of(99, 1), 2, 1, FULL).letter()).hasToString("D");
    assertThat(Grade.of(Fraction.of(99, 1), 2, 1, FULL).cappedBy())
        .containsExactly("1 open Critical reachable from outside", "2 open Critical");
  }

  @Test
  void coverageUnderNinetyCapsAtB() {
    assertThat(Grade.of(Fraction.of(99, 1), 0, 0, new Coverage(89, 11)).letter()).hasToString("B");
    assertThat(Grade.of(Fraction.of(99, 1), 0, 0, new Coverage(90, 10)).letter()).hasToString("A+");
  }

  @Test
  void capThatChangesNothingIsNotNamed() {
    Grade grade = Grade.of(Fraction.of(40, 1), 1, 1, new Coverage(1, 9));

    assertThat(grade.letter()).hasToString("E");
    assertThat(grade.cappedBy()).isEmpty();
  }
}
