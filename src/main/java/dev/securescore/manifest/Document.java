package dev.securescore.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What one document of a stream holds.
 *
 * @param value a JSON value; null for an empty document
 * @param lines its lines
 * @param nodes the values that stand in it
 * @param flaw the first thing that Kubernetes would not accept in it, though another reader of YAML
 *     may; null where there is none
 */
record Document(
    @Nullable Object value, Lines lines, int nodes, @Nullable UnreadableException flaw) {}
