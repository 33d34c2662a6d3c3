package dev.securescore.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.securescore.api.SecurityRecommendation;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.api.Stage;
import dev.securescore.api.Validation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a score takes from a recommendation: whom it judges, how, and what a finding weighs.
 *
 * <p>Texts, fixes, references, effort, control and enforcement are not in it, as no score depends
 * on them. A stage of Deprecated counts as Active does.
 */
final class Judging {

  /** For people. */
  static final String PARTS =
      "severity, impact, points, lifecycle, target, matchConstraints, parameters with their defaults, "
          + "variables, matchConditions and the expressions of validations";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Judging() {}

  /** The SHA-256 of these parts of a recommendation, as hexadecimal digits. */
  static String digest(SecurityRecommendation recommendation) {
    SecurityRecommendationSpec spec = recommendation.getSpec();
    Stage stage = spec.lifecycle().stage();
    Object[] parts = {
      spec.severity(),
      spec.impact(),
      spec.points(),
      stage == Stage.DEPRECATED ? Stage.ACTIVE : stage,
      spec.lifecycle().activeTime(),
      spec.target(),
      spec.matchConstraints(),
      spec.parameters().stream()
          .map(each -> Arrays.asList(each.name(), each.defaultValues()))
          .toList(),
      spec.variables(),
      spec.matchConditions(),
      spec.validations().stream().map(Validation::expression).toList()
    };
    try {
      byte[] text = JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
