package dev.securescore.engine;

import dev.securescore.inventory.KindName;
import java.util.Set;

/**
 * Tells the states of a namespace's counts apart: where two are equal, the totals are.
 *
 * @param inForce which catalogue and exemptions decide
 * @param unavailable the kinds that cannot be read
 * @param lastChange which change of rows was the last in it
 */
public record CountsVersion(long inForce, Set<KindName> unavailable, long lastChange) {}
