/** The commands that people type. */
@NullMarked
package dev.securescore.cli;

import org.jspecify.annotations.NullMarked;
