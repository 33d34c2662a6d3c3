package dev.securescore.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of workload a cluster has, and how each is judged.
 *
 * @param cluster its name in the kubeconfig
 * @param workloads the kinds that are judged by their own pod specs
 * @param owners kinds that the policy does not name; their objects are judged through live children
 */
public record ClusterKinds(String cluster, List<Workload> workloads, List<Owner> owners) {

  /**
   * A kind that is judged by its own pod spec.
   *
   * @param group its API group; empty for the core group
   * @param podSpecPath where its pod spec is
   * @param declared whether the policy names it, rather than Kubernetes bringing it
   * @param judged how many of them count; left out where they may not be read
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Workload(
      String group, String kind, String podSpecPath, boolean declared, @Nullable Integer judged) {}

  /**
   * A kind that the policy does not name.
   *
   * @param group its API group
   * @param judged how many have a live child, and are judged by it
   * @param notJudged how many have none; left out where the kind may not be read
   * @param podSpecPath where one of them has a pod spec; left out where none was found
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Owner(
      String group,
      String kind,
      int judged,
      @Nullable Integer notJudged,
      @Nullable String podSpecPath) {}
}
