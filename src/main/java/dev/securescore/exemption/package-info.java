/** The decisions that findings do not count as open: which of them hold, and what they cover. */
@NullMarked
package dev.securescore.exemption;

import org.jspecify.annotations.NullMarked;
