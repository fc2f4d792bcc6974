/** Applies the events of the logs to the read model, one batch at a time, and publishes what changed. */
@NullMarked
package dev.waymark.orders.projection;

import org.jspecify.annotations.NullMarked;
