package dev.securescore.operator.write;

import dev.securescore.api.ChangeCause;
import dev.securescore.engine.Engine;
import dev.securescore.exemption.Exemption;
import dev.securescore.exemption.ExemptionName;
import dev.securescore.exemption.Exemptions;
import dev.securescore.exemption.Validity;
import dev.securescore.scoring.Display;
import dev.securescore.scoring.Fraction;
import dev.securescore.scoring.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows which exemptions each report was written under, and what has changed about them since.
 *
 * <p>After a restart nothing is known, and nothing is told.
 */
final class ExemptionCauses {

  /** What more changed at once is told nobody, since each costs a look at all rows. */
  private static final int MOST = 10;

  private final Engine engine;
  private final Map<WriteKey, Exemptions> written = new ConcurrentHashMap<>();

  ExemptionCauses(Engine engine) {
    this.engine = engine;
  }

  /** A report shows the numbers under these exemptions now. */
  void wrote(WriteKey key, Exemptions exemptions) {
    written.put(key, exemptions);
  }

  /** A report is gone. */
  void forget(WriteKey key) {
    written.remove(key);
  }

  /** What the exemptions that came, went or changed since did to the score of a report. */
  List<ChangeCause> since(
      WriteKey key, ReportStatusWriting.Subject subject, Exemptions now, Score score) {
    @Nullable Exemptions before = written.get(key);
    if (before == null || before.equals(now)) {
      return List.of();
    }
    return different(before, now).stream()
        .limit(MOST)
        .flatMap(name -> cause(name, before, now, subject, score).stream())
        .toList();
  }

  private static Collection<ExemptionName> different(Exemptions before, Exemptions now) {
    Collection<ExemptionName> names = new TreeSet<>();
    Stream.concat(before.holding().stream(), now.holding().stream())
        .filter(each -> !before.holding().contains(each) || !now.holding().contains(each))
        .forEach(each -> names.add(each.name()));
    return names;
  }

  private Optional<ChangeCause> cause(
      ExemptionName name,
      Exemptions before,
      Exemptions now,
      ReportStatusWriting.Subject subject,
      Score score) {
    List<Exemption> others = new ArrayList<>(now.without(name).all());
    before.find(name).ifPresent(others::add);
    Optional<Fraction> without =
        engine
            .score(subject.scope(), subject.recommendations(), Exemptions.ordered(others))
            .percent();
    return score
        .percent()
        .flatMap(with -> without.map(base -> Display.change(base, with)))
        .filter(change -> !change.equals("0"))
        .map(change ->
            new ChangeCause(type(before.find(name), now.find(name)), name.name(), change));
  }

  private static String type(Optional<Exemption> before, Optional<Exemption> now) {
    boolean held = before.filter(Exemption::holds).isPresent();
    if (now.filter(Exemption::holds).isPresent()) {
      return held ? "ExemptionChanged" : "ExemptionAdded";
    }
    boolean expired = now.filter(each -> each.validity() == Validity.EXPIRED).isPresent();
    return expired ? "ExemptionExpired" : "ExemptionRemoved";
  }
}
