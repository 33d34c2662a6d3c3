/** Turns what the engine knows into the statuses that people read; pure. */
@NullMarked
package dev.securescore.report;

import org.jspecify.annotations.NullMarked;
