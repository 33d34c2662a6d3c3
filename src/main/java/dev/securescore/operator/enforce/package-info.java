/** Keeping admission policies in the cluster as recommendations ask for. */
@NullMarked
package dev.securescore.operator.enforce;

import org.jspecify.annotations.NullMarked;
