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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when we last wrote it, and when anybody did, by our own clock.
 *
 * <p>The elector goes on after exceptions of the client; any other would end it for good, so all
 * that go wrong here are those.
 */
final class RenewedLock implements Lock {

  private final Lock lock;
  private final Clock clock;

  private volatile Instant asked = Instant.MIN;
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

  /** Whether the elector looked at the lock once, and not for so long. */
  boolean isForgottenFor(Duration time) {
    return !asked.equals(Instant.MIN) && asked.plus(time).isBefore(clock.instant());
  }

  @Override
  public @Nullable LeaderElectionRecord get(KubernetesClient client) {
    asked = clock.instant();
    @Nullable LeaderElectionRecord record = send(() -> lock.get(client));
    @Nullable ZonedDateTime read = record == null ? null : record.getRenewTime();
    if (read != null && !read.equals(lastRead)) {
      lastRead = read;
      changed = clock.instant();
    }
    return record;
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord leader) {
    write(leader, () -> lock.create(client, leader));
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord leader) {
    write(leader, () -> lock.update(client, leader));
  }

  /** The time that the elector writes is that before it looked; one given back is not ours. */
  private void write(LeaderElectionRecord leader, Runnable request) {
    Instant before = asked;
    boolean isOurs = identity().equals(leader.getHolderIdentity());
    if (!isOurs) {
      renewed = Instant.MIN;
    }
    send(() -> {
      request.run();
      return true;
    });
    if (isOurs) {
      renewed = before;
    }
  }

  private <T extends @Nullable Object> T send(Supplier<T> request) {
    try {
      return request.get();
    } catch (KubernetesClientException failure) {
      throw failure;
    } catch (RuntimeException failure) {
      throw new KubernetesClientException(
          lock.describe() + " cannot be used, delete it or fill it in: " + failure.getMessage(),
          failure);
    }
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
