package dev.securescore.operator.enforce;

import dev.securescore.operator.write.StatusWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The objects of one kind that the operator keeps, told by their label.
 *
 * <p>One is written when it should be another, and when somebody else changed it.
 */
final class KeptObjects<T extends HasMetadata> implements AutoCloseable {

  /** What tells our objects from those of others. */
  static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", "secure-score");

  private static final Logger LOG = LoggerFactory.getLogger(KeptObjects.class);

  private final KubernetesClient client;
  private final Class<T> kind;
  private final SharedIndexInformer<T> informer;
  private final Map<String, Written<T>> written = new HashMap<>();

  /** What was wanted, and the version that it had once it was written. */
  private record Written<T>(T wanted, String version) {}

  /**
   * Watches once started.
   *
   * @param changed is called whenever one changes, by whomever
   */
  KeptObjects(KubernetesClient client, Class<T> kind, Runnable changed) {
    this.client = client;
    this.kind = kind;
    this.informer = client.resources(kind).withLabels(LABELS).runnableInformer(0);
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(
        new ResourceEventHandler<>() {
          @Override
          public void onAdd(T added) {
            changed.run();
          }

          @Override
          public void onUpdate(T before, T after) {
            changed.run();
          }

          @Override
          public void onDelete(T deleted, boolean unknown) {
            changed.run();
          }
        });
  }

  void start() {
    informer.start();
  }

  /** Whether it is known what is there. */
  boolean isKnown() {
    return informer.hasSynced();
  }

  /** What is there. */
  List<T> all() {
    return informer.getStore().list();
  }

  /** What is there of a name. */
  @Nullable T find(String name) {
    return informer.getStore().getByKey(name);
  }

  /** Whether something of a name is there that is not ours to change. */
  boolean isTaken(String name) {
    if (find(name) != null || written.containsKey(name)) {
      return false;
    }
    @Nullable T there = client.resources(kind).withName(name).get();
    return there != null
        && !Map.copyOf(Objects.requireNonNullElse(there.getMetadata().getLabels(), Map.of()))
            .entrySet()
            .containsAll(LABELS.entrySet());
  }

  /** Whether an object is there as it is wanted, as far as is known. */
  boolean isThere(T wanted) {
    String name = wanted.getMetadata().getName();
    @Nullable Written<T> before = written.get(name);
    @Nullable T actual = find(name);
    return before != null
        && before.wanted().equals(wanted)
        && actual != null
        && before.version().equals(actual.getMetadata().getResourceVersion());
  }

  /** Writes an object as it is wanted, with nothing in it that others added. */
  void write(T wanted) {
    String name = wanted.getMetadata().getName();
    T stored =
        client
            .resource(wanted)
            .fieldManager(StatusWriter.FIELD_MANAGER)
            .forceConflicts()
            .serverSideApply();
    if (isSharedWithOthers(stored)) {
      stored = replace(stored, wanted);
    }
    written.put(name, new Written<>(wanted, stored.getMetadata().getResourceVersion()));
    LOG.info("wrote kind={} name={}", wanted.getKind(), name);
  }

  /** fabric8 replaces under no manager's name but its own. */
  private T replace(T stored, T wanted) {
    T replacement = client.getKubernetesSerialization().clone(wanted);
    replacement.getMetadata().setResourceVersion(stored.getMetadata().getResourceVersion());
    String path =
        "/apis/%s/%s/%s?fieldManager=%s"
            .formatted(
                wanted.getApiVersion(),
                wanted.getPlural(),
                wanted.getMetadata().getName(),
                StatusWriter.FIELD_MANAGER);
    return client
        .getKubernetesSerialization()
        .unmarshal(client.raw(path, "PUT", replacement), kind);
  }

  private static boolean isSharedWithOthers(HasMetadata stored) {
    return stored.getMetadata().getManagedFields().stream()
        .filter(entry -> !StatusWriter.FIELD_MANAGER.equals(entry.getManager()))
        .filter(entry -> entry.getFieldsV1() != null)
        .anyMatch(entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"));
  }

  /** Removes an object that is not wanted any more. */
  void delete(T unwanted) {
    String name = unwanted.getMetadata().getName();
    client.resources(kind).withName(name).delete();
    written.remove(name);
    LOG.info("deleted kind={} name={}", unwanted.getKind(), name);
  }

  @Override
  public void close() {
    informer.stop();
  }
}
