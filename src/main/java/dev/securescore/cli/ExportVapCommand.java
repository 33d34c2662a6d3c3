package dev.securescore.cli;

import dev.securescore.api.EnforcementAction;
import dev.securescore.api.EnforcementScope;
import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.Suggestion;
import dev.securescore.enforcement.Bindings;
import dev.securescore.enforcement.Namespaces;
import dev.securescore.enforcement.PolicyTranslator;
import dev.securescore.enforcement.Translation;
import dev.securescore.output.Documents;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints recommendations as admission policies, for those who keep them in Git. */
@Command(
    name = "vap",
    description = {
      "Prints recommendations as ValidatingAdmissionPolicies with their bindings, in YAML.",
      "",
      "They refuse what the engine calls Unhealthy, in every namespace that is neither the platform's "
          + "nor excluded by the policy. What admission cannot express is told on standard error.",
      "",
      "Exit codes: 0 fine, 1 something that was asked for is missing, 2 wrong usage.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${ROOT-COMMAND-NAME} export vap --standard PSS/baseline --action Warn | kubectl apply -f -",
      "  ${ROOT-COMMAND-NAME} export vap privileged-container host-network --action Deny",
      "  ${ROOT-COMMAND-NAME} export vap --no-builtin --recommendations ours/ --policy policy.yaml",
    })
final class ExportVapCommand implements Callable<Integer> {

  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  /** What is done about an unhealthy object. */
  enum Action {
    AUDIT(EnforcementAction.AUDIT),
    WARN(EnforcementAction.WARN),
    DENY(EnforcementAction.DENY);

    private final EnforcementAction action;

    Action(EnforcementAction action) {
      this.action = action;
    }

    @Override
    public String toString() {
      return action.toString();
    }
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Recommendations to export; every one that judges, when left out.")
  private List<String> names = List.of();

  @Option(
      names = "--action",
      paramLabel = "ACTION",
      defaultValue = "Audit",
      description =
          "What is done about an unhealthy object: ${COMPLETION-CANDIDATES}; default Audit, which "
              + "refuses nothing.")
  private Action action = Action.AUDIT;

  @Mixin private CatalogOptions catalogue = new CatalogOptions();

  ExportVapCommand(RootCommand root) {
    this.console = root.console();
  }

  @Override
  public Integer call() {
    CatalogOptions.Chosen chosen = catalogue.read(console);
    Catalog catalog = chosen.catalog();
    List<Recommendation> wanted = wanted(catalog);
    PolicyTranslator translator =
        new PolicyTranslator(CelLanguage.kubernetes(), catalog.policy().inventory().kinds());
    List<LabelSelector> namespaces = Namespaces.besidesPlatform(catalog.policy());
    List<Object> documents = new ArrayList<>();
    boolean missing = chosen.incomplete() | sayIdle(catalog);
    for (Recommendation recommendation : wanted) {
      switch (translator.translate(recommendation, List.of())) {
        case Translation.Translated(ValidatingAdmissionPolicy policy) -> {
          documents.add(policy);
          documents.addAll(Bindings.of(policy, action.action, namespaces));
          sayRatchet(recommendation);
        }
        case Translation.Inexpressible(String reason) -> {
          console.say(recommendation.name() + ": not exported: " + reason);
          missing |= !names.isEmpty();
        }
      }
    }
    documents.forEach(document -> console.print("---\n" + Documents.yaml(document)));
    return missing ? ExitCode.FAILED : ExitCode.FINE;
  }

  private List<Recommendation> wanted(Catalog catalog) {
    List<String> known = catalog.judged().stream().map(Recommendation::name).toList();
    List<String> idle = catalog.inactive().stream().map(Catalog.Inactive::name).toList();
    for (String name : names) {
      if (!known.contains(name) && !idle.contains(name)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "no recommendation is called '%s'%s".formatted(name, Suggestion.forName(name, known)));
      }
    }
    return catalog.judged().stream().filter(each -> isWanted(each.name())).toList();
  }

  private boolean isWanted(String name) {
    return names.isEmpty() || names.contains(name);
  }

  /** Tells which do not judge here; returns whether one of them was asked for by name. */
  private boolean sayIdle(Catalog catalog) {
    List<Catalog.Inactive> idle =
        catalog.inactive().stream()
            .filter(each -> isWanted(each.name()))
            .filter(each -> catalog.find(each.name()).isEmpty())
            .filter(each -> !each.reason().equals("CompileError"))
            .toList();
    idle.forEach(each -> console.say(each.name() + ": not exported: " + each.message()));
    return !idle.isEmpty() && !names.isEmpty();
  }

  private void sayRatchet(Recommendation recommendation) {
    if (recommendation.spec().enforcement().where() == EnforcementScope.HEALTHY) {
      console.say(
          recommendation.name()
              + ": `where: Healthy` is left out, only the operator knows which namespaces are; "
              + "the binding is for all");
    }
  }
}
