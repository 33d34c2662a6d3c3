/** What the operator's numbers are after a long time of everything at once. */
@NullMarked
package dev.securescore.operator.soak;

import org.jspecify.annotations.NullMarked;
