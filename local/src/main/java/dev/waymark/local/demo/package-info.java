/** A shop and its couriers, played: orders by the public API, and journeys of parcels through the public door. */
@NullMarked
package dev.waymark.local.demo;

import org.jspecify.annotations.NullMarked;
