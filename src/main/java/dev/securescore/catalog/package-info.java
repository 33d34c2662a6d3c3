/** The recommendations in force: compiled, with what this cluster's policy changes about them. */
@NullMarked
package dev.securescore.catalog;

import org.jspecify.annotations.NullMarked;
