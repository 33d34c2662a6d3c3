/**
 * The objects that a verdict on another object needs, kept as skeletons and found from both ends.
 */
@NullMarked
package dev.securescore.related;

import org.jspecify.annotations.NullMarked;
