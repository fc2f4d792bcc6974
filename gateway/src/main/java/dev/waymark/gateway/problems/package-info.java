/** Everything the gateway refuses, each with one name that never changes. */
@NullMarked
package dev.waymark.gateway.problems;

import org.jspecify.annotations.NullMarked;
