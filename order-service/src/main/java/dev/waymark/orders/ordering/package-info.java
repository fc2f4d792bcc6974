/** How a shop's order becomes part of the log, by whichever door it came. */
@NullMarked
package dev.waymark.orders.ordering;

import org.jspecify.annotations.NullMarked;
