package dev.securescore.engine;

import dev.securescore.scoring.Tally;
import java.util.List;

/**
 * What a scope counts, of one moment.
 *
 * @param tallies the counts of every recommendation that judges, those in Preview too
 * @param exposedCritical open Critical findings that count, on resources reachable from outside
 */
public record Totals(List<Tally> tallies, int exposedCritical) {}
