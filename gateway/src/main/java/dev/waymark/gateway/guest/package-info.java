/** The two ways to an order without sign-in, the link and the form, and what keeps them from being guessed open. */
@NullMarked
package dev.waymark.gateway.guest;

import org.jspecify.annotations.NullMarked;
