package dev.securescore.operator.watch;

import static io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext.fromResourceType;

import dev.securescore.inventory.ResourceName;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplate;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClass;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds that every cluster serves in one stable version, so that nobody needs to be asked. */
final class BuiltInKinds {

  static final WatchedKind NAMESPACE = WatchedKind.of(fromResourceType(Namespace.class));

  private static final Map<ResourceName, WatchedKind> KINDS =
      Stream.<Class<? extends HasMetadata>>of(
              ConfigMap.class,
              Endpoints.class,
              LimitRange.class,
              Namespace.class,
              Node.class,
              PersistentVolume.class,
              PersistentVolumeClaim.class,
              Pod.class,
              PodTemplate.class,
              ReplicationController.class,
              ResourceQuota.class,
              Service.class,
              ServiceAccount.class,
              DaemonSet.class,
              Deployment.class,
              ReplicaSet.class,
              StatefulSet.class,
              CronJob.class,
              Job.class,
              Ingress.class,
              IngressClass.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              ClusterRole.class,
              ClusterRoleBinding.class,
              Role.class,
              RoleBinding.class)
          .map(type -> WatchedKind.of(fromResourceType(type)))
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> new ResourceName(kind.name().group(), kind.resource().getPlural()),
                  Function.identity()));

  private BuiltInKinds() {}

  static Optional<WatchedKind> find(ResourceName name) {
    return Optional.ofNullable(KINDS.get(name));
  }
}
