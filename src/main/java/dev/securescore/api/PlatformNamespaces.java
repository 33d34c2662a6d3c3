package dev.securescore.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Namespaces of the system, by name and by label; the operator's own always belongs to them. */
@ApiRecord
public record PlatformNamespaces(
    @Size(max = 256)
        @ValidationRule(value = Rules.NAMESPACES, message = Rules.NAMESPACES_MESSAGE)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription(
            "Names; kube-system, kube-public and kube-node-lease, when left out.")
        List<@Size(min = 1, max = 63) String> names,
    @JsonPropertyDescription("Labels of further namespaces; none, when left out.")
        @Nullable LabelSelector selector) {

  /** The namespaces of every cluster's system. */
  public static final PlatformNamespaces DEFAULT =
      new PlatformNamespaces(List.of("kube-system", "kube-public", "kube-node-lease"), null);

  public PlatformNamespaces {
    names =
        names == null
            ? List.of("kube-system", "kube-public", "kube-node-lease")
            : List.copyOf(names);
  }
}
