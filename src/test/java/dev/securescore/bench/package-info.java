/** The benchmarks behind the commands in {@code bench/}; they never run as tests. */
@NullMarked
package dev.securescore.bench;

import org.jspecify.annotations.NullMarked;
