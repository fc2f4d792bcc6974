/** The support desk's search and order pages. */
@NullMarked
package dev.waymark.gateway.pages.support;

import org.jspecify.annotations.NullMarked;
