/** The two doors without sign-in, the link and the form, and what keeps them from being guessed open. */
@NullMarked
package dev.waymark.gateway.doors;

import org.jspecify.annotations.NullMarked;
