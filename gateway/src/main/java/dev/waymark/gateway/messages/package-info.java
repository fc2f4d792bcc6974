/** The messages of an order, and what the desk and the shop do about those that did not get through. */
@NullMarked
package dev.waymark.gateway.messages;

import org.jspecify.annotations.NullMarked;
