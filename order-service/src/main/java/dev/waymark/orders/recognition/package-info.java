/** Detects the courier of a tracking number from the number alone. */
@NullMarked
package dev.waymark.orders.recognition;

import org.jspecify.annotations.NullMarked;
