/** The page behind the link of a message, and what stands there when the link has expired. */
@NullMarked
package dev.waymark.gateway.pages.guest;

import org.jspecify.annotations.NullMarked;
