/** Who ordered: sealed under a key of their own, and found again by keyed hashes. */
@NullMarked
package dev.waymark.orders.people;

import org.jspecify.annotations.NullMarked;
