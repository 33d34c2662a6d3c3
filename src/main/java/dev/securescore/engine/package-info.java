/**
 * The one engine: keeps a verdict for each pair of recommendation and resource, and their counts.
 */
@NullMarked
package dev.securescore.engine;

import org.jspecify.annotations.NullMarked;
