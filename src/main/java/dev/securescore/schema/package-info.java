/** What objects look like by their schemas, and which types expressions about them have. */
@NullMarked
package dev.securescore.schema;

import org.jspecify.annotations.NullMarked;
