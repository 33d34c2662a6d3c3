/** Makes what fails healthy: evaluates patches and rewrites the text of manifests. */
@NullMarked
package dev.securescore.fix;

import org.jspecify.annotations.NullMarked;
