package dev.securescore.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceNameTest {

  @ParameterizedTest
  @CsvSource({
    "Deployment, deployments",
    "NetworkPolicy, networkpolicies",
    "Gateway, gateways",
    "Ingress, ingresses",
    "Endpoints, endpoints"
  })
  void kindAndPluralNameEachOther(String kind, String plural) {
    KindName name = new KindName("example.org", kind);

    assertThat(name.plural()).isEqualTo(plural);
    assertThat(name.resource().likelyKind().resource()).isEqualTo(name.resource());
  }

  @ParameterizedTest
  @CsvSource({"deployments, Deployment", "gateways, Gateway", "ingresses, Ingress"})
  void likelyKindReadsAsAKind(String plural, String kind) {
    assertThat(new ResourceName("example.org", plural).likelyKind().kind()).isEqualTo(kind);
  }
}
