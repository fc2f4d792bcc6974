/** Couriers as seen from outside: what they send, from their real payloads, re-numbered, re-timed and signed as they sign. */
@NullMarked
package dev.waymark.local.couriers;

import org.jspecify.annotations.NullMarked;
