/** The vault of personal data: encryption under a key per person, and the blind index to find people by. */
@NullMarked
package dev.waymark.orders.people;

import org.jspecify.annotations.NullMarked;
