/** Writes reports and statuses: when, how often, and only what changed. */
@NullMarked
package dev.securescore.operator.write;

import org.jspecify.annotations.NullMarked;
