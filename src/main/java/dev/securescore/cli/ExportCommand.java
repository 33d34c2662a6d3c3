package dev.securescore.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what others can use; alone it only says what there is. */
@Command(
    name = "export",
    description = "Prints recommendations in a form that others understand.",
    synopsisSubcommandLabel = "FORM",
    footerHeading = "%nExamples:%n",
    footer = "  ${ROOT-COMMAND-NAME} export vap --action Warn > policies.yaml")
final class ExportCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "say what to export: 'vap' for ValidatingAdmissionPolicies");
  }
}
