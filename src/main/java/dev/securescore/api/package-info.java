/**
 * The custom resources of {@code securescore.dev/v1alpha1}: what people declare and what the
 * operator reports.
 */
@NullMarked
package dev.securescore.api;

import org.jspecify.annotations.NullMarked;
