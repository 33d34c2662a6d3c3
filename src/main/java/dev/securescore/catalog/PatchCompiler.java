package dev.securescore.catalog;

import dev.securescore.api.NamedExpression;
import dev.securescore.api.Parameter;
import dev.securescore.api.Patch;
import dev.securescore.api.SecurityRecommendationSpec;
import dev.securescore.cel.CelLanguage;
import dev.securescore.cel.CelScope;
import dev.securescore.cel.Compilation;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the patches of recommendations; only who fixes needs them, so judging pays nothing.
 *
 * <p>A patch sees what the checks of its recommendation see.
 */
public final class PatchCompiler {

  private final CelLanguage language;

  /** A compiler of a language. */
  public PatchCompiler(CelLanguage language) {
    this.language = language;
  }

  /** The patch of a recommendation; empty where it has none. */
  public Optional<Compilation> compile(SecurityRecommendationSpec spec) {
    @Nullable Patch patch = spec.remediation().patch();
    if (patch == null) {
      return Optional.empty();
    }
    CelScope scope =
        new CelScope(
            RuleCompiler.names(spec.target()),
            spec.variables().stream().map(NamedExpression::name).collect(Collectors.toSet()),
            spec.parameters().stream().map(Parameter::name).collect(Collectors.toSet()));
    return Optional.of(language.compilePatch(patch.expression(), scope));
  }
}
