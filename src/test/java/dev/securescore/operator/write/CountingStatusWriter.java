package dev.securescore.operator.write;

import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes, and remembers what was written. */
final class CountingStatusWriter implements StatusWriter {

  private final StatusWriter writer;
  private final List<String> written = new CopyOnWriteArrayList<>();

  CountingStatusWriter(StatusWriter writer) {
    this.writer = writer;
  }

  @Override
  public <S, T> String write(CustomResource<S, T> resource, T status) {
    String version = writer.write(resource, status);
    written.add(resource.getKind() + " " + resource.getMetadata().getName());
    return version;
  }

  int count() {
    return written.size();
  }

  List<String> written() {
    return List.copyOf(written);
  }
}
