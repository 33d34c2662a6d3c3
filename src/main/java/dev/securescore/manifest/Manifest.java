package dev.securescore.manifest;

import dev.securescore.json.JsonMap;

/**
 * One Kubernetes object of a file; the items of a {@code List} are manifests of their own.
 *
 * @param object the object as typed, without null entries
 * @param source where it stands
 */
public record Manifest(JsonMap object, Source source) {}
