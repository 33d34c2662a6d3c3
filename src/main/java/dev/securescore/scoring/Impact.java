package dev.securescore.scoring;

/**
 * How far a fix protects: one container, the workload and its namespace, the node or the cluster.
 */
public enum Impact {
  LOW,
  MEDIUM,
  HIGH
}
