/** Judging one object by one recommendation. */
@NullMarked
package dev.securescore.evaluation;

import org.jspecify.annotations.NullMarked;
