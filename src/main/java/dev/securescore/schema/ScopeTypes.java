package dev.securescore.schema;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.inventory.WorkloadKinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The types of the names that a recommendation's expressions see. */
public final class ScopeTypes {

  private static final CelType TEXTS = MapType.create(SimpleType.STRING, SimpleType.STRING);

  private final Map<String, CelType> lifted = new HashMap<>();

  /** The types by what is known of pods and namespaces; other names stay without one. */
  public ScopeTypes(Schemas schemas) {
    schemas
        .of(KindName.NAMESPACE.resource())
        .ifPresent(type -> lifted.put("namespaceObject", type));
    lifted.put("podMetadata", struct("podMetadata", Map.of("labels", TEXTS, "annotations", TEXTS)));
    schemas
        .of(WorkloadKinds.POD.resource())
        .flatMap(pod -> TypeRelations.field(pod, "spec"))
        .filter(StructType.class::isInstance)
        .map(StructType.class::cast)
        .ifPresent(this::lift);
  }

  private void lift(StructType podSpec) {
    CelType containers =
        PodTemplate.CONTAINER_LISTS.stream()
            .map(list -> TypeRelations.field(podSpec, list))
            .flatMap(Optional::stream)
            .reduce(TypeRelations::join)
            .orElse(SimpleType.DYN);
    lifted.put("podSpec", podSpec);
    lifted.put("containers", containers);
    if (containers instanceof ListType list) {
      lifted.put("container", list.elemType());
    }
  }

  /** The names whose type is the same whatever kind an object is of. */
  public Map<String, CelType> lifted() {
    return Map.copyOf(lifted);
  }

  /** A struct with these fields and no other. */
  public static StructType struct(String name, Map<String, CelType> fields) {
    ImmutableMap<String, CelType> copy = ImmutableMap.copyOf(fields);
    return StructType.create(name, copy.keySet(), field -> Optional.ofNullable(copy.get(field)));
  }
}
