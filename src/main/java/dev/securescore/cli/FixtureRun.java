package dev.securescore.cli;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.PolicyDocument;
import dev.securescore.evaluation.Verdict;
import dev.securescore.lint.Rehearsal;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.Manifests;
import dev.securescore.manifest.Problem;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.manifest.Source;
import dev.securescore.output.Finding;
import dev.securescore.output.ScanResult;
import dev.securescore.scoring.Tally;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the fixtures of recommendations, each by its own and with the engine of a scan. */
final class FixtureRun {

  private final ManifestReader reader =
      new ManifestReader(ReaderLimits.defaults(), InputStream.nullInputStream());
  private final Clock clock;
  private final List<FixtureResult> results = new ArrayList<>();
  private final List<String> withoutFixtures = new ArrayList<>();

  FixtureRun(Clock clock) {
    this.clock = clock;
  }

  List<FixtureResult> results() {
    return List.copyOf(results);
  }

  List<String> withoutFixtures() {
    return List.copyOf(withoutFixtures);
  }

  void judge(Library library) {
    for (DeclaredRecommendation recommendation : library.recommendations()) {
      String name = recommendation.name();
      Source source = Objects.requireNonNull(library.sources().get(name));
      List<Path> fixtures = FixtureFiles.of(source, name);
      if (fixtures.isEmpty()) {
        withoutFixtures.add(name);
      }
      judge(recommendation, source, fixtures);
    }
  }

  private void judge(DeclaredRecommendation recommendation, Source source, List<Path> fixtures) {
    String name = recommendation.name();
    PolicyDocument policy =
        FixtureFiles.policy(source, name)
            .map(file -> PolicyDocument.of(file.toString(), reader.read(List.of(file.toString()))))
            .orElse(new PolicyDocument(SecureScorePolicySpec.DEFAULT, List.of()));
    Catalog catalog = Rehearsal.catalog(recommendation, policy.spec(), clock.instant());
    Optional<String> refusal =
        catalog.inactive().stream()
            .filter(each -> catalog.judged().isEmpty())
            .map(each -> each.reason() + ": " + each.message())
            .findFirst()
            .or(() -> policy.problems().stream().map(Problem::toString).findFirst());
    if (fixtures.isEmpty()) {
      refusal.ifPresent(
          why -> results.add(new FixtureResult(name, source.file(), null, null, why)));
    }
    for (Path fixture : fixtures) {
      Optional<Verdict> expected = FixtureFiles.expected(fixture);
      results.add(
          refusal.isPresent() || expected.isEmpty()
              ? new FixtureResult(
                  name,
                  fixture.toString(),
                  expected.orElse(null),
                  null,
                  refusal.orElse(
                      "its name tells no verdict: begin it with pass-, fail-, skip- or unknown-"))
              : judge(name, catalog, fixture, expected.get()));
    }
  }

  private FixtureResult judge(String name, Catalog catalog, Path fixture, Verdict expected) {
    Manifests manifests = reader.read(List.of(fixture.toString()));
    if (!manifests.problems().isEmpty() || manifests.manifests().isEmpty()) {
      String problem =
          manifests.problems().isEmpty()
              ? "holds no Kubernetes object"
              : manifests.problems().getFirst().toString();
      return new FixtureResult(name, fixture.toString(), expected, null, problem);
    }
    ScanResult result =
        new FileScan(catalog, List.of(), clock).judge(manifests.manifests(), () -> {});
    String told =
        result.findings().stream()
            .map(Finding::sentence)
            .distinct()
            .collect(Collectors.joining("; "));
    Verdict verdict = verdict(result.tallies().getFirst());
    String passedOver =
        result.resources().isEmpty() ? "nothing in it is of a kind that is asked about" : told;
    return new FixtureResult(name, fixture.toString(), expected, verdict, passedOver);
  }

  /** The worst verdict on anything in the file. */
  private static Verdict verdict(Tally tally) {
    if (tally.unhealthy() > 0) {
      return Verdict.UNHEALTHY;
    }
    if (tally.notEvaluated() > 0) {
      return Verdict.NOT_EVALUATED;
    }
    return tally.healthy() > 0 ? Verdict.HEALTHY : Verdict.NOT_APPLICABLE;
  }
}
