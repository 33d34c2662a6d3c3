package dev.securescore.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A value of a document with what its limits count.
 *
 * @param value a JSON value; null for YAML's null
 * @param lines its lines
 * @param size the values in it, itself included, as if every alias were written out
 * @param height the levels of objects and lists in it; 0 for a scalar
 */
record Node(@Nullable Object value, Lines lines, int size, int height) {}
