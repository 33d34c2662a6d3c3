/** Shows scores and the operator's own work as Prometheus metrics. */
@NullMarked
package dev.securescore.metrics;

import org.jspecify.annotations.NullMarked;
