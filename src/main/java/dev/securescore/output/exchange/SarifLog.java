package dev.securescore.output.exchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of SARIF 2.1.0 that we write.
 *
 * <p>Source: OASIS Static Analysis Results Interchange Format 2.1.0, section 3.
 */
record SarifLog(@JsonProperty("$schema") String schema, String version, List<Run> runs) {

  record Run(
      Tool tool,
      List<Result> results,
      String columnKind,
      Map<String, ArtifactLocation> originalUriBaseIds) {}

  record Tool(Component driver) {}

  record Component(String name, String version, List<Rule> rules) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Rule(
      String id,
      Message shortDescription,
      @Nullable Message fullDescription,
      Message help,
      @Nullable String helpUri,
      Configuration defaultConfiguration,
      RuleProperties properties) {}

  record Configuration(String level) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RuleProperties(
      List<String> tags,
      String precision,
      @JsonProperty("security-severity") @Nullable String securitySeverity) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Message(String text, @Nullable String markdown) {}

  record Result(
      String ruleId,
      int ruleIndex,
      String kind,
      String level,
      Message message,
      List<Location> locations,
      Map<String, String> partialFingerprints) {}

  record Location(PhysicalLocation physicalLocation, List<LogicalLocation> logicalLocations) {}

  record LogicalLocation(String fullyQualifiedName) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PhysicalLocation(ArtifactLocation artifactLocation, @Nullable Region region) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ArtifactLocation(
      @Nullable String uri, @Nullable String uriBaseId, @Nullable Message description) {}

  record Region(int startLine) {}
}
