/** The orders of a customer who has signed in. */
@NullMarked
package dev.waymark.gateway.pages.myorders;

import org.jspecify.annotations.NullMarked;
