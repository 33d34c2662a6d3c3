/** What people and machines read: tables for the first, JSON and YAML for the second. */
@NullMarked
package dev.securescore.output;

import org.jspecify.annotations.NullMarked;
