/** The Helm chart, the kustomizations, and what is installed by them. */
package dev.securescore.chart;
