/** Tells authors of recommendations what could be better about them. */
@NullMarked
package dev.securescore.lint;

import org.jspecify.annotations.NullMarked;
