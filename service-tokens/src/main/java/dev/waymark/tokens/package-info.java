/** How one service shows another who calls and what for, so that nobody has to trust the network between them. */
@NullMarked
package dev.waymark.tokens;

import org.jspecify.annotations.NullMarked;
