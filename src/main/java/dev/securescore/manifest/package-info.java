/** Reads the manifests that people name, safely, and knows the line of everything in them. */
@NullMarked
package dev.securescore.manifest;

import org.jspecify.annotations.NullMarked;
