package dev.securescore.inventory;

import dev.securescore.json.JsonMap;

/** The defaults of volumes. */
final class VolumeDefaults {

  private static final long MODE = 0644;

  private VolumeDefaults() {}

  static JsonMap ofVolume(JsonMap volume) {
    Fields fields =
        Fields.of(volume)
            .inside("emptyDir", VolumeDefaults::emptyDir)
            .inside("hostPath", path -> Fields.of(path).missing("type", "").done())
            .inside("secret", VolumeDefaults::withMode)
            .inside("configMap", VolumeDefaults::withMode)
            .inside("downwardAPI", source -> downward(withMode(source)))
            .inside("projected", VolumeDefaults::projected)
            .inside("ephemeral", VolumeDefaults::ephemeral)
            .inside("image", VolumeDefaults::image)
            .inside("iscsi", disk -> Fields.of(disk).text("iscsiInterface", "default").done())
            .inside("rbd", VolumeDefaults::blockDevice)
            .inside("azureDisk", VolumeDefaults::azureDisk)
            .inside("scaleIO", VolumeDefaults::scaleIo);
    boolean hasSource = volume.values().stream().anyMatch(JsonMap.class::isInstance);
    return hasSource ? fields.done() : fields.put("emptyDir", JsonMap.EMPTY).done();
  }

  /** A reference to a field of the pod. */
  static JsonMap fieldReference(JsonMap reference) {
    return Fields.of(reference).text("apiVersion", "v1").done();
  }

  /** A reference to a resource of a container. */
  static JsonMap resourceFieldReference(JsonMap reference) {
    return Fields.of(reference)
        .put("divisor", Quantities.canonical(reference.getOrDefault("divisor", "0")))
        .done();
  }

  /** A claim, or the template of one. */
  static JsonMap claim(JsonMap claim) {
    return Fields.of(claim)
        .missing("metadata", JsonMap.EMPTY)
        .inside("spec", VolumeDefaults::claimSpec)
        .done();
  }

  private static JsonMap claimSpec(JsonMap spec) {
    return Fields.of(spec)
        .missing("volumeMode", "Filesystem")
        .missing("resources", JsonMap.EMPTY)
        .inside("resources", ContainerDefaults::resources)
        .done();
  }

  private static JsonMap emptyDir(JsonMap source) {
    Object limit = source.get("sizeLimit");
    return limit == null ? source : source.with("sizeLimit", Quantities.canonical(limit));
  }

  private static JsonMap withMode(JsonMap source) {
    return Fields.of(source).missing("defaultMode", MODE).done();
  }

  private static JsonMap downward(JsonMap source) {
    return Fields.of(source).each("items", VolumeDefaults::downwardItem).done();
  }

  private static JsonMap downwardItem(JsonMap item) {
    return Fields.of(item)
        .inside("fieldRef", VolumeDefaults::fieldReference)
        .inside("resourceFieldRef", VolumeDefaults::resourceFieldReference)
        .done();
  }

  private static JsonMap projected(JsonMap source) {
    return Fields.of(withMode(source)).each("sources", VolumeDefaults::projection).done();
  }

  private static JsonMap projection(JsonMap source) {
    return Fields.of(source)
        .inside("downwardAPI", VolumeDefaults::downward)
        .inside(
            "serviceAccountToken",
            token -> Fields.of(token).missing("expirationSeconds", 3600L).done())
        .done();
  }

  private static JsonMap ephemeral(JsonMap source) {
    return Fields.of(source).inside("volumeClaimTemplate", VolumeDefaults::claim).done();
  }

  private static JsonMap image(JsonMap source) {
    return Fields.of(source)
        .text("pullPolicy", ContainerDefaults.pullPolicy(source.string("reference")))
        .done();
  }

  private static JsonMap blockDevice(JsonMap source) {
    return Fields.of(source)
        .text("pool", "rbd")
        .text("user", "admin")
        .text("keyring", "/etc/ceph/keyring")
        .done();
  }

  private static JsonMap azureDisk(JsonMap source) {
    return Fields.of(source)
        .missing("cachingMode", "ReadWrite")
        .missing("kind", "Shared")
        .missing("fsType", "ext4")
        .missing("readOnly", false)
        .done();
  }

  private static JsonMap scaleIo(JsonMap source) {
    return Fields.of(source).text("storageMode", "ThinProvisioned").text("fsType", "xfs").done();
  }
}
