/** Derives from what is known what a customer is told: the one place for each fact. Pure. */
@NullMarked
package dev.waymark.orders.presentation;

import org.jspecify.annotations.NullMarked;
