package dev.securescore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.securescore.cli.CommandRun.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportVapCommandTest {

  @TempDir private Path folder;

  private static List<JsonNode> documents(Outcome outcome) throws IOException {
    try (MappingIterator<JsonNode> read =
        new YAMLMapper().readerFor(JsonNode.class).readValues(outcome.out())) {
      return read.readAll();
    }
  }

  @Test
  void printsEachPolicyWithItsBinding() throws IOException {
    Outcome outcome =
        new CommandRun()
            .of("export", "vap", "host-network", "privileged-container", "--action", "Deny");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    List<JsonNode> documents = documents(outcome);
    assertThat(documents)
        .extracting(document -> document.at("/kind").asText())
        .containsExactly(
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding");
    assertThat(documents.get(1).at("/spec/validationActions").toString()).isEqualTo("[\"Deny\"]");
    assertThat(documents.get(1).at("/spec/matchResources/namespaceSelector").toString())
        .contains("NotIn")
        .contains("kube-system");
  }

  @Test
  void refusesNothingUnlessAsked() throws IOException {
    Outcome outcome = new CommandRun().of("export", "vap", "host-network");

    assertThat(documents(outcome).getLast().at("/spec/validationActions").toString())
        .isEqualTo("[\"Audit\"]");
  }

  @Test
  void tellsWhatIsNotExportedAndFailsOnlyIfItWasNamed() {
    Outcome all = new CommandRun().of("export", "vap");
    Outcome named = new CommandRun().of("export", "vap", "trusted-registries");

    assertThat(all.exitCode()).isZero();
    assertThat(all.err()).contains("trusted-registries: not exported: give registries");
    assertThat(named.exitCode()).isEqualTo(1);
    assertThat(named.out()).isEmpty();
  }

  @Test
  void platformThatLabelsChooseIsSparedBySelectorsThatDoNotOverlap() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            """
            apiVersion: securescore.dev/v1alpha1
            kind: SecureScorePolicy
            metadata: {name: cluster}
            spec:
              platformNamespaces:
                names: [kube-system]
                selector: {matchLabels: {a: "1", b: "2"}}
            """);

    List<JsonNode> documents =
        documents(
            new CommandRun().of("export", "vap", "host-network", "--policy", policy.toString()));

    assertThat(documents)
        .extracting(document -> document.at("/metadata/name").asText())
        .containsExactly(
            "host-network.securescore.dev",
            "host-network.securescore.dev",
            "2.host-network.securescore.dev");
    assertThat(documents.get(2).at("/spec/matchResources/namespaceSelector").toString())
        .contains("{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"1\"]}")
        .contains("{\"key\":\"b\",\"operator\":\"NotIn\",\"values\":[\"2\"]}");
  }

  @Test
  void unknownNameIsUsageWithASuggestion() {
    Outcome outcome = new CommandRun().of("export", "vap", "host-netwrk");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("did you mean 'host-network'");
  }
}
