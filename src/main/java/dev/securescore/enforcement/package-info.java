/** Recommendations as admission policies: what the engine judges, refused by the API server. */
@NullMarked
package dev.securescore.enforcement;

import org.jspecify.annotations.NullMarked;
