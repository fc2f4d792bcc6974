/** Takes the orders of shops: parse, validate, reserve the number, append to the log. */
@NullMarked
package dev.waymark.orders.ordering;

import org.jspecify.annotations.NullMarked;
