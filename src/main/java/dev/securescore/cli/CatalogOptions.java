package dev.securescore.cli;

import dev.securescore.api.DeclaredRecommendation;
import dev.securescore.api.RecommendationOverride;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.CatalogCompiler;
import dev.securescore.catalog.Library;
import dev.securescore.catalog.PolicyDocument;
import dev.securescore.catalog.Standard;
import dev.securescore.cel.Suggestion;
import dev.securescore.manifest.ManifestReader;
import dev.securescore.manifest.ReaderLimits;
import dev.securescore.manifest.Source;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** By what manifests are judged. */
final class CatalogOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--recommendations",
      paramLabel = "PATH",
      description = "Further recommendations; one of the same name replaces a built-in one.")
  private List<String> recommendations = List.of();

  @Option(names = "--no-builtin", description = "Judge without the built-in recommendations.")
  private boolean withoutBuiltIn;

  @Option(
      names = "--standard",
      paramLabel = "NAME",
      description =
          "Only what a standard asks for: its name, or name and beginning of the id, such as "
              + "PSS/baseline, PSS/restricted (with baseline), CIS/5.2 or AzureSecureScore.")
  private @Nullable String standard;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "A SecureScorePolicy: parameters, points, stages, further workload kinds.")
  private @Nullable String policy;

  private final BuiltIn builtIn;

  CatalogOptions() {
    this(BuiltIn.onDemand());
  }

  CatalogOptions(BuiltIn builtIn) {
    this.builtIn = builtIn;
  }

  /**
   * What was chosen, compiled.
   *
   * @param incomplete whether something that should judge does not; people were told what
   */
  record Chosen(Catalog catalog, boolean incomplete) {}

  /** Reads and compiles; tells people what is wrong. */
  Chosen read(Console console) {
    ManifestReader reader = reader(console);
    Library all = library(reader);
    PolicyDocument decided = policy(reader);
    warnAboutUnknown(decided.spec(), all, console);
    Library library = chosen(all);
    Catalog catalog =
        new CatalogCompiler(builtIn.language().get())
            .compile(
                library.recommendations(), decided.spec(), Set.of(), console.clock().instant());
    boolean incomplete =
        refused(library, catalog, console)
            | console.sayAll(library.problems())
            | console.sayAll(decided.problems());
    return new Chosen(catalog, incomplete);
  }

  /** Whether nothing was chosen, so that a cluster's own catalogue may judge it. */
  boolean isDefault() {
    return recommendations.isEmpty() && !withoutBuiltIn && standard == null && policy == null;
  }

  private static ManifestReader reader(Console console) {
    return new ManifestReader(ReaderLimits.defaults(), console.in());
  }

  private Library library(ManifestReader reader) {
    Library own = withoutBuiltIn ? Library.empty() : builtIn.library().get();
    return recommendations.isEmpty() ? own : own.and(Library.of(reader.read(recommendations)));
  }

  private Library chosen(Library all) {
    @Nullable String wanted = standard;
    if (wanted == null) {
      return all;
    }
    Library chosen = all.of(Standard.of(wanted));
    if (chosen.recommendations().isEmpty()) {
      List<String> known = Standard.namesIn(all);
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Invalid value for option '--standard': no recommendation refers to '"
              + wanted
              + "'"
              + Suggestion.forName(wanted, known)
              + (known.isEmpty() ? "" : " (known: " + String.join(", ", known) + ")"));
    }
    return chosen;
  }

  private PolicyDocument policy(ManifestReader reader) {
    @Nullable String file = policy;
    return file == null
        ? new PolicyDocument(SecureScorePolicySpec.DEFAULT, List.of())
        : PolicyDocument.of(file, reader.read(List.of(file)));
  }

  private void warnAboutUnknown(SecureScorePolicySpec decided, Library all, Console console) {
    Set<String> known =
        all.recommendations().stream()
            .map(DeclaredRecommendation::name)
            .collect(Collectors.toSet());
    decided.recommendations().stream()
        .map(RecommendationOverride::name)
        .filter(name -> !known.contains(name))
        .forEach(name ->
            console.say(
                policy
                    + ": warning: spec.recommendations names '"
                    + name
                    + "', which is no recommendation here"
                    + Suggestion.forName(name, known)));
  }

  /** Tells which given recommendations do not compile; returns whether there are any. */
  private static boolean refused(Library library, Catalog catalog, Console console) {
    List<Catalog.Inactive> refused =
        catalog.inactive().stream().filter(each -> each.reason().equals("CompileError")).toList();
    for (Catalog.Inactive each : refused) {
      @Nullable Source source = library.sources().get(each.name());
      console.say(
          (source == null ? "" : source + ": ")
              + "SecurityRecommendation '"
              + each.name()
              + "': spec."
              + each.message());
    }
    return !refused.isEmpty();
  }
}
