/**
 * The formulas that turn counts of verdicts into points, scores, gains and grades; nothing but
 * arithmetic.
 */
@NullMarked
package dev.securescore.scoring;

import org.jspecify.annotations.NullMarked;
