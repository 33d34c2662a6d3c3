/** The expression language: Kubernetes' CEL, compiled once and evaluated under a budget. */
@NullMarked
package dev.securescore.cel;

import org.jspecify.annotations.NullMarked;
