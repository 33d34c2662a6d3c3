package dev.securescore.operator.write;

import dev.securescore.api.ClusterScoreReport;
import dev.securescore.api.ClusterSecurityExemption;
import dev.securescore.api.ScoreReport;
import dev.securescore.api.SecureScorePolicy;
import dev.securescore.api.SecurityExemption;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.exemption.ExemptionName;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Ways to make a reconciler look at a resource again. */
record Pokes(
    SimpleInboundEventSource<ScoreReport> reports,
    SimpleInboundEventSource<ClusterScoreReport> clusterReports,
    SimpleInboundEventSource<SecurityRecommendation> recommendations,
    SimpleInboundEventSource<SecureScorePolicy> policies,
    SimpleInboundEventSource<SecurityExemption> exemptions,
    SimpleInboundEventSource<ClusterSecurityExemption> clusterExemptions) {

  Pokes() {
    this(
        new SimpleInboundEventSource<>(),
        new SimpleInboundEventSource<>(),
        new SimpleInboundEventSource<>(),
        new SimpleInboundEventSource<>(),
        new SimpleInboundEventSource<>(),
        new SimpleInboundEventSource<>());
  }

  void poke(WriteKey.Report key) {
    reports.propagateEvent(new ResourceID(key.name(), key.namespace()));
  }

  void poke(WriteKey.ClusterReport key) {
    clusterReports.propagateEvent(new ResourceID(key.name()));
  }

  void poke(WriteKey.Recommendation key) {
    recommendations.propagateEvent(new ResourceID(key.name()));
  }

  void poke(WriteKey.Exemption key) {
    ExemptionName name = key.name();
    if (name.cluster()) {
      clusterExemptions.propagateEvent(new ResourceID(name.name()));
    } else {
      exemptions.propagateEvent(new ResourceID(name.name(), name.namespace()));
    }
  }

  void pokePolicy() {
    policies.propagateEvent(new ResourceID(SecureScorePolicy.NAME));
  }
}
