/** Tests of the recommendations that we ship. */
@NullMarked
package dev.securescore.library;

import org.jspecify.annotations.NullMarked;
