/** What an object is to us: who controls it, where its pod spec stands, whether it counts now. */
@NullMarked
package dev.securescore.inventory;

import org.jspecify.annotations.NullMarked;
