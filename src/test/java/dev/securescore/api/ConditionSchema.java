package dev.securescore.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** The schema of a condition as Kubernetes' own types have it; fabric8's class does not say. */
final class ConditionSchema {

  private static final String YAML =
      """
      type: object
      description: A condition of the resource.
      required: [lastTransitionTime, message, reason, status, type]
      properties:
        type:
          type: string
          description: What the condition is about.
          maxLength: 316
          minLength: 1
          pattern: '^[A-Z][A-Za-z0-9]*$'
        status:
          type: string
          description: Whether it holds, 'Unknown' where that cannot be told.
          enum: ['True', 'False', Unknown]
        reason:
          type: string
          description: Why, in one word for machines.
          maxLength: 1024
          minLength: 1
          pattern: '^[A-Z][A-Za-z0-9]*$'
        message:
          type: string
          description: Why, for people.
          maxLength: 32768
        observedGeneration:
          type: integer
          description: Generation of the resource that the condition is about.
          minimum: 0
          maximum: 9007199254740991
        lastTransitionTime:
          type: string
          description: When the status of the condition last changed.
          maxLength: 35
      """;

  private ConditionSchema() {}

  static ObjectNode node() {
    try {
      return (ObjectNode) new YAMLMapper().readTree(YAML);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
