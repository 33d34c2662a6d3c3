/** Rules, dashboards and metrics before a real Prometheus. */
@NullMarked
package dev.securescore.monitoring;

import org.jspecify.annotations.NullMarked;
