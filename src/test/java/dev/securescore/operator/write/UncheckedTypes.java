package dev.securescore.operator.write;

import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.catalog.TypeCheck;
import java.util.Optional;
import java.util.function.Consumer;

/** Types that nobody checks. */
final class UncheckedTypes implements TypeChecking {

  @Override
  public Optional<TypeCheck> of(SecurityRecommendationSpec spec) {
    return Optional.empty();
  }

  @Override
  public void listen(Consumer<String> checked) {}
}
