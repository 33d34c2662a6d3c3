/** Every command in our pages runs. */
@NullMarked
package dev.securescore.docs;

import org.jspecify.annotations.NullMarked;
