/** Topics in and out. */
@NullMarked
package dev.waymark.orders.kafka;

import org.jspecify.annotations.NullMarked;
