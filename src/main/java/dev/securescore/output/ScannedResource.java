package dev.securescore.output;

import dev.securescore.inventory.ResourceId;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Source;

/**
 * A resource of a file.
 *
 * @param id what names it, also among others of its name
 * @param apiVersion as in the file
 * @param source where it stands
 */
public record ScannedResource(ResourceId id, String apiVersion, Source source) {

  /** The resource that a manifest describes. */
  public static ScannedResource of(Manifest manifest) {
    return new ScannedResource(
        ResourceId.of(manifest.object(), manifest.source().origin()),
        manifest.object().string("apiVersion"),
        manifest.source());
  }
}
