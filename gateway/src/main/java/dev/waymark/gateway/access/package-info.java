/** Who may what: the table of routes, and the two ways to show who one is. */
@NullMarked
package dev.waymark.gateway.access;

import org.jspecify.annotations.NullMarked;
