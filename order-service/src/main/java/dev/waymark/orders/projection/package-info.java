/** From the logs to the read model: one batch at a time, nothing lost and nothing told twice. */
@NullMarked
package dev.waymark.orders.projection;

import org.jspecify.annotations.NullMarked;
