package dev.securescore.engine;

import dev.securescore.evaluation.Verdict;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The verdicts of the templates that were seen last, under one catalogue; thread-safe. */
final class SharedVerdicts {

  private static final int MOST = 8192;

  private final Map<TemplateKey, Verdicts> byTemplate =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TemplateKey, Verdicts> eldest) {
          return size() > MOST;
        }
      };

  synchronized Optional<Verdicts> find(TemplateKey key) {
    return Optional.ofNullable(byTemplate.get(key));
  }

  /** A verdict that could not be told may be told the next time, so such a row is not kept. */
  synchronized void remember(TemplateKey key, Verdicts verdicts, BitSet ofTemplate) {
    if (ofTemplate.stream().noneMatch(cell -> verdicts.get(cell) == Verdict.NOT_EVALUATED)) {
      byTemplate.put(key, verdicts);
    }
  }
}
