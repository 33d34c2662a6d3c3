package dev.securescore.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lock that remembers when we last wrote it. */
final class RenewedLock implements Lock {

  private final Lock lock;
  private final Clock clock;

  private volatile Instant renewed = Instant.MIN;

  RenewedLock(Lock lock, Clock clock) {
    this.lock = lock;
    this.clock = clock;
  }

  boolean wasRenewedWithin(Duration time) {
    return !renewed.equals(Instant.MIN) && renewed.plus(time).isAfter(clock.instant());
  }

  @Override
  public @Nullable LeaderElectionRecord get(KubernetesClient client) {
    return lock.get(client);
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
    renewed = before;
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
