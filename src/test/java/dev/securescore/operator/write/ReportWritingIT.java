package dev.securescore.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.securescore.KubeApi;
import dev.securescore.api.ScoreReport;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The writing side on a real API server, with server-side apply and our schemas. */
@NullUnmarked
class ReportWritingIT extends WritingScenarios {

  private static KubeApi api;

  @BeforeAll
  static void startServer() {
    api = KubeApi.own();
  }

  @AfterAll
  static void stopServer() {
    if (api != null) {
      api.close();
    }
  }

  @Override
  KubernetesClient client() {
    return api.client();
  }

  @Override
  StatusWriter writer() {
    return StatusWriter.applying(api.client());
  }

  @Test
  void statusIsAppliedUnderOurNameAndNothingElse() {
    started();

    ScoreReport report = shopReport();

    assertThat(report.getMetadata().getManagedFields())
        .filteredOn(entry -> "status".equals(entry.getSubresource()))
        .extracting(ManagedFieldsEntry::getManager, ManagedFieldsEntry::getOperation)
        .containsExactly(tuple(StatusWriter.FIELD_MANAGER, "Apply"));
    assertThat(report.getSpec()).isNull();
  }

  @Test
  void kubectlShowsTheColumnsOfTheExamples() {
    started();

    assertThat(api.kubectl("get", "scr", "--all-namespaces").orFail())
        .containsPattern("NAMESPACE +NAME +SCORE +GRADE +7D +CRITICAL +HIGH +EXEMPT +COVERAGE +TOP")
        .containsPattern("shop-\\d+ +namespace +50.0 +D .*privileged-container \\(\\+50.0\\)");
    assertThat(api.kubectl("get", "secrec").orFail())
        .containsPattern("privileged-container +Critical +50 +1 +\\+50.0 +Active +Disabled +True");
  }
}
