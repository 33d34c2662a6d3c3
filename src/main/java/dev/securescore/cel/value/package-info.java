/** The values that Kubernetes' functions make of text, each read and written as Kubernetes does. */
@NullMarked
package dev.securescore.cel.value;

import org.jspecify.annotations.NullMarked;
