/** The HTTP routes. */
@NullMarked
package dev.waymark.orders.web;

import org.jspecify.annotations.NullMarked;
