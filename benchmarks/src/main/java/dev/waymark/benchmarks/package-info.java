/** What things cost. Every figure comes with its floor, measured in the same run on the same machine. */
@NullMarked
package dev.waymark.benchmarks;

import org.jspecify.annotations.NullMarked;
