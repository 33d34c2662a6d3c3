package dev.securescore.cli;

import dev.securescore.api.Patch;
import dev.securescore.api.Risk;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.Suggestion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which recommendations to fix, and how much may be risked for that. */
final class FixSelection {

  private final Catalog catalog;
  private final List<String> names;
  private final Risk most;
  private final Question question;
  private final Map<String, Boolean> answers = new HashMap<>();

  /**
   * A selection.
   *
   * @param names those to fix; empty for all
   * @param most the highest risk to take without asking
   */
  FixSelection(Catalog catalog, List<String> names, Risk most, Question question) {
    this.catalog = catalog;
    this.names = names;
    this.most = most;
    this.question = question;
  }

  Catalog catalog() {
    return catalog;
  }

  /** What is wrong with the names that were given. */
  Optional<String> unknown() {
    List<String> known = catalog.judged().stream().map(Recommendation::name).toList();
    return names.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(name ->
            "Invalid value for option '--recommendation': '"
                + name
                + "' is no recommendation that judges here"
                + Suggestion.forName(name, known));
  }

  boolean isChosen(Recommendation recommendation) {
    return names.isEmpty() || names.contains(recommendation.name());
  }

  /** Why a chosen one is not to be fixed; empty where it is. */
  Optional<String> reservation(Recommendation recommendation) {
    @Nullable Patch patch = recommendation.spec().remediation().patch();
    if (patch == null) {
      return Optional.of("it has no patch: " + recommendation.spec().remediation().summary());
    }
    if (patch.risk().compareTo(most) <= 0) {
      return Optional.empty();
    }
    boolean yes =
        answers.computeIfAbsent(
            recommendation.name(),
            name ->
                question.isAnsweredYes(
                    "The patch of "
                        + name
                        + " may stop a workload that works (risk "
                        + patch.risk()
                        + "): "
                        + recommendation.spec().remediation().summary()
                        + " Apply it?"));
    return yes
        ? Optional.empty()
        : Optional.of(
            "the risk of its patch is " + patch.risk() + "; --risk " + patch.risk() + " takes it");
  }
}
