package dev.securescore.engine;

import dev.securescore.inventory.KindName;
import dev.securescore.inventory.PodTemplate;
import dev.securescore.json.JsonDigest;
import java.nio.ByteBuffer;

/**
 * What tells pod templates apart.
 *
 * <p>A cryptographic digest, as whoever found two templates with one key could pass the worse off
 * as the better.
 *
 * @param kind the kind that holds the template, as not every recommendation is asked of every kind
 * @param digest of the pod spec, and of labels and annotations of the template
 */
record TemplateKey(KindName kind, ByteBuffer digest) {

  static TemplateKey of(KindName kind, PodTemplate template) {
    byte[] digest = JsonDigest.of(template.metadata(), template.spec());
    return new TemplateKey(kind, ByteBuffer.wrap(digest).asReadOnlyBuffer());
  }
}
