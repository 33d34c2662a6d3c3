/** The operator: watching, writing, leading and answering, put together. */
@NullMarked
package dev.securescore.operator;

import org.jspecify.annotations.NullMarked;
