package dev.securescore.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.api.SecureScorePolicySpec;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.cel.CelLanguage;
import dev.securescore.json.JsonMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  @Test
  void buildHasPreparedTheExpressionsOfTheLibraryAsItIs() throws IOException {
    try (InputStream prepared =
        PreparationTest.class.getResourceAsStream("/prepared/expressions")) {
      assertThat(prepared.readAllBytes()).isEqualTo(Preparation.expressions());
    }
  }

  @Test
  void preparedLibraryIsTheCompiledOne() {
    Catalog prepared = catalog(CelLanguage.kubernetes());
    Catalog compiled = catalog(CelLanguage.recording());

    assertThat(prepared.revision()).isEqualTo(compiled.revision());
    assertThat(prepared.judged()).hasSameSizeAs(compiled.judged());
    for (int column = 0; column < compiled.judged().size(); column++) {
      Rule rule = compiled.judged().get(column).rule();
      assertThat(prepared.judged().get(column).rule())
          .returns(rule.references(), Rule::references)
          .returns(rule.minimumRelease(), Rule::minimumRelease)
          .returns(rule.fingerprint(), Rule::fingerprint);
    }
  }

  @Test
  void ownReaderOfSpecsReadsWhatJacksonReads() {
    JsonMapper mapper = JsonMapper.builder().build();
    assertThat(BuiltInDocuments.in("recommendations"))
        .hasSizeGreaterThan(50)
        .allSatisfy(document -> {
          JsonMap spec = document.object("spec");
          assertThat(SpecReader.read(spec))
              .isEqualTo(mapper.convertValue(spec, SecurityRecommendationSpec.class));
        });
  }

  @Test
  void ownReaderOfSpecsReadsEveryField() {
    String yaml =
        """
        title: t
        threat: u
        severity: High
        impact: Low
        effort: High
        points: 7
        control: c
        lifecycle: {stage: Preview, activeTime: "2026-12-01T00:00:00Z"}
        target: Object
        matchConstraints:
          resourceRules:
          - {apiGroups: [apps], apiVersions: ["*"], operations: [DELETE], resources: [deployments],
             resourceNames: [one], scope: Namespaced}
          excludeResourceRules:
          - {apiGroups: [""], apiVersions: [v1], resources: [pods]}
          namespaceSelector:
            matchLabels: {a: b}
            matchExpressions: [{key: k, operator: NotIn, values: [v]}, {key: l, operator: Exists}]
          objectSelector: {matchLabels: {c: d}}
          matchPolicy: Exact
        parameters: [{name: p, description: d, defaultValues: []}, {name: q}]
        variables: [{name: v, expression: "1"}]
        matchConditions: [{name: m, expression: "true"}]
        validations: [{expression: "true", message: m, messageExpression: "'x'", reason: Forbidden}]
        remediation:
          summary: s
          steps: [one, two]
          patch: {type: JSONPatch, expression: "[]", risk: Low}
          links: ["https://example.com"]
        references: [{standard: PSS, version: "1", id: i, severity: Critical}]
        enforcement: {action: Deny, where: Healthy}
        """;
    JsonMap spec =
        BuiltInDocuments.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
            .getFirst();

    SecurityRecommendationSpec read = SpecReader.read(spec);

    assertThat(read)
        .isEqualTo(
            JsonMapper.builder().build().convertValue(spec, SecurityRecommendationSpec.class))
        .hasNoNullFieldsOrProperties();
  }

  @Test
  void fileThatWasChangedSinceIsParsedAgain(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("one.yaml"), "kind: A\n---\nkind: B\n");
    byte[] content = Files.readAllBytes(file);
    PreparedDocuments prepared = PreparedDocuments.of(PreparedDocuments.pack(folder));

    assertThat(prepared.find("one.yaml", BuiltInDocuments.checksum(content)))
        .extracting(each -> each.string("kind"))
        .containsExactly("A", "B");
    assertThat(prepared.find("one.yaml", BuiltInDocuments.checksum(new byte[] {1}))).isNull();
    assertThat(prepared.find("two.yaml", BuiltInDocuments.checksum(content))).isNull();
  }

  private static Catalog catalog(CelLanguage language) {
    return new CatalogCompiler(language)
        .compile(
            List.copyOf(Library.builtIn().recommendations()),
            SecureScorePolicySpec.DEFAULT,
            Set.of(),
            Instant.EPOCH);
  }
}
