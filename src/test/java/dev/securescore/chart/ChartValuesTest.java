package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Output;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong value is refused, and the refusal names it. */
class ChartValuesTest {

  static Stream<Arguments> wrong() {
    return Stream.of(
            new String[] {"--set=replica=2", "replica"},
            new String[] {"--set=replicas=two", "/replicas"},
            new String[] {"--set=replicas=-1", "/replicas"},
            new String[] {"--set=nameOverride=Upper", "/nameOverride"},
            new String[] {"--set=namespaceOverride=a b", "/namespaceOverride"},
            new String[] {"--set=image.tagg=1", "tagg"},
            new String[] {"--set=image.tag=a:b", "/image/tag"},
            new String[] {"--set=image.digest=sha256:12", "/image/digest"},
            new String[] {"--set=image.repository=", "/image/repository"},
            new String[] {"--set=image.pullPolicy=Sometimes", "/image/pullPolicy"},
            new String[] {"--set=imagePullSecrets[0].nam=x", "nam"},
            new String[] {"--set=operator.port=80", "/operator/port"},
            new String[] {"--set=operator.leaseSeconds=0", "/operator/leaseSeconds"},
            new String[] {"--set=operator.threads=4", "threads"},
            new String[] {"--set=extraEnv[0].value=x", "/extraEnv/0"},
            new String[] {"--set=resources.limits.memory=lots", "/resources/limits/memory"},
            new String[] {"--set=resources.limit.memory=1Gi", "limit"},
            new String[] {"--set=podLabels.a=true", "/podLabels/a"},
            new String[] {
              "--set=probes.liveness.periodSeconds=0", "/probes/liveness/periodSeconds"
            },
            new String[] {"--set=probes.alive.periodSeconds=1", "alive"},
            new String[] {"--set=rbac.additionalReads[0].apiGroup=x", "/rbac/additionalReads/0"},
            new String[] {
              "--set-json=rbac.additionalReads=[{\"apiGroup\":\"\",\"resources\":[\"secrets\"]}]",
              "/rbac/additionalReads/0/resources/0"
            },
            new String[] {"--set=crds.enabled=true", "enabled"},
            new String[] {"--set=crds.keep=maybe", "/crds/keep"},
            new String[] {"--set=library.recommendations.run-as-rot.enabled=false", "run-as-rot"},
            new String[] {
              "--set=library.recommendations.host-port.points=51",
              "/library/recommendations/host-port/points"
            },
            new String[] {
              "--set=library.recommendations.host-port.stage=Off",
              "/library/recommendations/host-port/stage"
            },
            new String[] {"--set=policy.exemption.namespaced=Forbid", "exemption"},
            new String[] {
              "--set=policy.ephemeral.settleSeconds=-1", "/policy/ephemeral/settleSeconds"
            },
            new String[] {
              "--set=policy.exemptions.namespaced=Never", "/policy/exemptions/namespaced"
            },
            new String[] {"--set=enforcement.enabled=on please", "/enforcement/enabled"},
            new String[] {"--set=podDisruptionBudget.maxUnavailable=0", "/podDisruptionBudget"},
            new String[] {
              "--set=networkPolicy.apiServerPorts[0]=0", "/networkPolicy/apiServerPorts/0"
            },
            new String[] {
              "--set=namespaceDefaults.quota.pods=many", "/namespaceDefaults/quota/pods"
            },
            new String[] {"--set=topologySpreadConstraints[0].maxSkew=1", "topologyKey"},
            new String[] {"--set=metrics.service.port=0", "/metrics/service/port"},
            new String[] {
              "--set=metrics.serviceMonitor.interval=often", "/metrics/serviceMonitor/interval"
            },
            new String[] {"--set=metrics.podMonitor.label=x", "label"},
            new String[] {"--set=metrics.dashboards.folder=", "/metrics/dashboards/folder"})
        .flatMap(
            pair -> Arrays.stream(Helm.values()).map(helm -> Arguments.of(helm, pair[0], pair[1])));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wrong")
  void wrongValueIsRefusedByName(Helm helm, String option, String name) {
    Output refused = helm.template(option);

    assertThat(refused.code()).isNotZero();
    assertThat(refused.err()).contains(name);
  }
}
