package dev.securescore.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A lock that remembers when we last wrote it, and when anybody did, by our own clock. */
final class RenewedLock implements Lock {

  private final Lock lock;
  private final Clock clock;

  private volatile Instant renewed = Instant.MIN;
  private volatile @Nullable ZonedDateTime lastRead;
  private volatile @Nullable Instant changed;

  RenewedLock(Lock lock, Clock clock) {
    this.lock = lock;
    this.clock = clock;
  }

  boolean wasRenewedWithin(Duration time) {
    return !renewed.equals(Instant.MIN) && renewed.plus(time).isAfter(clock.instant());
  }

  @Override
  public @Nullable LeaderElectionRecord get(KubernetesClient client) {
    @Nullable LeaderElectionRecord record = read(client);
    @Nullable ZonedDateTime read = record == null ? null : record.getRenewTime();
    if (read != null && !read.equals(lastRead)) {
      lastRead = read;
      changed = clock.instant();
    }
    return record;
  }

  /** The elector goes on after exceptions of the client only; any other would end it for good. */
  private @Nullable LeaderElectionRecord read(KubernetesClient client) {
    try {
      return lock.get(client);
    } catch (KubernetesClientException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new KubernetesClientException(
          lock.describe() + " cannot be read, delete it or fill it in: " + failure.getMessage(),
          failure);
    }
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord leader) {
    Instant before = clock.instant();
    lock.create(client, leader);
    renewed = before;
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord leader) {
    Instant before = clock.instant();
    lock.update(client, leader);
    renewed = identity().equals(leader.getHolderIdentity()) ? before : Instant.MIN;
  }

  /** When a renewal was last seen, whoever holds the lease; empty where none was. */
  Optional<Instant> seenRenewed() {
    return Optional.ofNullable(changed);
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
