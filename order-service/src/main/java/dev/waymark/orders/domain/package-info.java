/** What an order and a parcel are, and what an event changes about them. Pure. */
@NullMarked
package dev.waymark.orders.domain;

import org.jspecify.annotations.NullMarked;
