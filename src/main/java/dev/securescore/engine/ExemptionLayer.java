package dev.securescore.engine;

import dev.securescore.api.LabelSelector;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.inventory.ResourceId;
import dev.securescore.scoring.Score;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What exemptions do to the verdicts of an engine. */
final class ExemptionLayer {

  private final EngineState state;
  private final EngineListener listener;

  ExemptionLayer(EngineState state, EngineListener listener) {
    this.state = state;
    this.listener = listener;
  }

  /** Puts other exemptions in force; see {@link Engine#exempt}. */
  Map<String, Reread> exempt(Exemptions next) {
    Set<String> changed = new HashSet<>();
    Map<String, Reread> rereads = state.locked(() -> exchange(next, changed));
    changed.forEach(listener::changed);
    return rereads;
  }

  private Map<String, Reread> exchange(Exemptions next, Set<String> changed) {
    InForce current = state.installed();
    Map<String, Reread> rereads =
        ContainerRereads.between(state.exemptions(), next, current.catalog());
    Overlay overlay = state.overlay(next, current.catalog());
    changed.addAll(state.table().layOver(overlay));
    state.install(current.next(current.rules(), overlay, !rereads.isEmpty()));
    return rereads;
  }

  /** What an exemption does now; empty where it is not declared. */
  Optional<ExemptionFacts> facts(ExemptionName name) {
    return state.locked(() -> {
      Overlay overlay = state.installed().overlay();
      return overlay
          .exemptions()
          .find(name)
          .map(exemption ->
              new ExemptionInquiry(
                      exemption, state.catalog(), overlay, overlay.without(name, state.catalog()))
                  .facts(state::rows, state.maker(LabelSelector.EVERYTHING)));
    });
  }

  /** The score of a scope as it were if other exemptions were declared. */
  Score score(Scope scope, LabelSelector recommendations, Exemptions others) {
    return state.locked(() -> {
      Overlay overlay = state.overlay(others, state.catalog());
      return state
          .maker(recommendations)
          .score(state.rows(scope).under(overlay, state.catalog().judged().size()));
    });
  }

  /** The exemption that decides about a finding; see {@link Engine#exemption}. */
  Optional<Exemption> exemption(ResourceId resource, String recommendation, String container) {
    return state
        .locked(() -> state.table().row(resource))
        .flatMap(row -> state.installed().overlay().decisive(row, recommendation, container));
  }
}
