/** What changed for customers, from {@code order.updates}. */
@NullMarked
package dev.waymark.gateway.kafka;

import org.jspecify.annotations.NullMarked;
