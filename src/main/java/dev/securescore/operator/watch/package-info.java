/** Watches the cluster and brings every object before the engine; keeps none of them. */
@NullMarked
package dev.securescore.operator.watch;

import org.jspecify.annotations.NullMarked;
