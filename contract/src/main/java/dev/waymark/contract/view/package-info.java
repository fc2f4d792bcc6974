/** The records that one service answers or sends another over HTTP. Producer and consumer share them; nobody copies. */
@NullMarked
package dev.waymark.contract.view;

import org.jspecify.annotations.NullMarked;
