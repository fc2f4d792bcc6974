/** Whose parcel a tracking number is, as far as the number tells. Pure: it reads its data once, at the start. */
@NullMarked
package dev.waymark.orders.recognition;

import org.jspecify.annotations.NullMarked;
