package dev.securescore.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.DefaultTypeProvider;
import dev.securescore.cel.value.InternetAddress;
import dev.securescore.cel.value.NetworkBlock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types an expression may name: those of CEL, and of Kubernetes' only these two. */
final class DeclaredTypes implements CelTypeProvider {

  private static final ImmutableMap<String, CelType> TYPES =
      ImmutableMap.of(
          InternetAddress.TYPE.name(), InternetAddress.TYPE,
          NetworkBlock.TYPE.name(), NetworkBlock.TYPE);

  private DeclaredTypes() {}

  static CelTypeProvider all() {
    return new CombinedCelTypeProvider(DefaultTypeProvider.getInstance(), new DeclaredTypes());
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return TYPES.values();
  }

  @Override
  public Optional<CelType> findType(String name) {
    @Nullable CelType type = TYPES.get(name);
    return Optional.ofNullable(type);
  }
}
