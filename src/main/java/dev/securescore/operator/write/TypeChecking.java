package dev.securescore.operator.write;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.TypeCheck;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows which expressions fit the schemas of the objects they are asked of. */
public interface TypeChecking {

  /** What came of checking a recommendation; empty while it was not checked. */
  Optional<TypeCheck> of(SecurityRecommendationSpec spec);

  /** Has the names told of recommendations that were checked with another result. */
  void listen(Consumer<String> checked);
}
