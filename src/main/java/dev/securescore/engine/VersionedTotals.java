package dev.securescore.engine;

/**
 * Totals of a namespace with the version of the counts that they were made of.
 *
 * @param version of one moment with the totals
 * @param totals what is counted
 */
public record VersionedTotals(CountsVersion version, Totals totals) {}
