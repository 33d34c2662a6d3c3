package dev.securescore.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.securescore.Output;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
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
            new String[] {"--set=podDisruptionBudget.maxUnavailable=0%", "/podDisruptionBudget"},
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
            new String[] {
              "--set=metrics.prometheusRule.runbookUrl=docs/runbooks.md",
              "/metrics/prometheusRule/runbookUrl"
            },
            new String[] {
              "--set=metrics.prometheusRule.alerts.ScoreDropped.enabled=false", "ScoreDropped"
            },
            new String[] {
              "--set=metrics.prometheusRule.alerts.SecureScoreDropped.threshold=much",
              "/metrics/prometheusRule/alerts/SecureScoreDropped/threshold"
            },
            new String[] {
              "--set=metrics.prometheusRule.alerts.SecureScoreNoLeader.threshold=1", "threshold"
            },
            new String[] {
              "--set=metrics.prometheusRule.alerts.SecureScoreDropped.for=soon",
              "/metrics/prometheusRule/alerts/SecureScoreDropped/for"
            },
            new String[] {
              "--set=metrics.prometheusRule.alerts.SecureScoreDropped.severity=bad",
              "/metrics/prometheusRule/alerts/SecureScoreDropped/severity"
            },
            new String[] {"--set=metrics.dashboards.folder=", "/metrics/dashboards/folder"},
            new String[] {
              "--set=metrics.serviceMonitor.enabled=true,metrics.podMonitor.enabled=true",
              "metrics.serviceMonitor.enabled and metrics.podMonitor.enabled: each would read"
            },
            new String[] {
              "--set=metrics.serviceMonitor.enabled=true,metrics.service.enabled=false",
              "set metrics.service.enabled=true, or use metrics.podMonitor.enabled"
            },
            new String[] {
              "--set=metrics.podMonitor.enabled=true,metrics.scrapeAnnotations=true",
              "metrics.scrapeAnnotations=true beside metrics.podMonitor.enabled"
            },
            new String[] {"--set=metrics.scrapeAnnotations=never", "/metrics/scrapeAnnotations"},
            new String[] {"--set=serviceAccount.create=false", "serviceAccount.name: "},
            new String[] {
              "--set=namespaceDefaults.enabled=true,networkPolicy.enabled=false",
              "turn networkPolicy.enabled on"
            },
            new String[] {
              "--set=commonLabels.app\\.kubernetes\\.io/name=x",
              "commonLabels: the chart itself sets app.kubernetes.io/name"
            },
            new String[] {
              "--set=podLabels.app\\.kubernetes\\.io/instance=x",
              "podLabels: the chart itself sets app.kubernetes.io/instance"
            },
            new String[] {
              "--set=metrics.serviceMonitor.labels.helm\\.sh/chart=x",
              "metrics.serviceMonitor.labels: the chart itself sets helm.sh/chart"
            },
            new String[] {"--set=extraEnv[0].name=SECURE_SCORE_PORT", "use operator.port instead"},
            new String[] {"--set=extraEnv[0].name=SECURE_SCORE_IDENTITY", "the pod's name serves"},
            new String[] {
              "--set=extraEnv[0].name=SECURE_SCORE_LEADER_ELECTION", "or set replicas=1"
            },
            new String[] {
              "--set=metrics.serviceMonitor.enabled=true,podAnnotations.prometheus\\.io/scrape=\"true\"",
              "podAnnotations: prometheus.io/scrape beside metrics.serviceMonitor"
            },
            new String[] {"--set=extraVolumes[0].name=tmp", "give yours another name"},
            new String[] {
              "--set-json=extraVolumeMounts=[{\"name\":\"x\",\"mountPath\":\"/tmp\"}]",
              "choose another mountPath"
            })
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

  /** Helm takes {@code null} for "leave the default out". */
  @ParameterizedTest
  @EnumSource(Helm.class)
  void nullLeavesAMapOrAListEmptyAndIsRefusedByNameElsewhere(Helm helm) throws IOException {
    CommentedValues values = CommentedValues.read(Helm.CHART.resolve("values.yaml"));
    Set<String> paths = new TreeSet<>();
    for (String path : values.descriptions().keySet()) {
      paths.add(path);
      if (path.contains(".")) {
        paths.add(path.substring(0, path.lastIndexOf('.')));
      }
    }

    for (String path : paths) {
      Output output =
          helm.template(
              "--set=enforcement.enabled=true,namespaceDefaults.enabled=true",
              "--set=metrics.serviceMonitor.enabled=true,metrics.prometheusRule.enabled=true",
              "--set=metrics.dashboards.enabled=true",
              "--set=" + path + "=null");
      if (output.code() == 0) {
        assertThat(values.defaultOf(path).isContainerNode()).as(path).isTrue();
        assertThat(Rendered.of(output.out()).podSpec().at("/containers/0/image").asText())
            .as(path)
            .isNotEmpty();
      } else {
        assertThat(output.err())
            .contains("missing property '" + path.substring(path.lastIndexOf('.') + 1) + "'")
            .doesNotContain("nil pointer");
      }
    }
  }
}
