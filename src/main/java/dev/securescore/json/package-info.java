/** Kubernetes objects as immutable JSON trees that CEL can read without copying. */
@NullMarked
package dev.securescore.json;

import org.jspecify.annotations.NullMarked;
