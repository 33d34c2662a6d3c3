/** Reaching the API server in a way that notices when nobody is there any more. */
@NullMarked
package dev.securescore.operator.connect;

import org.jspecify.annotations.NullMarked;
