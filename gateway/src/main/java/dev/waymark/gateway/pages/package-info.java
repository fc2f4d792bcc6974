/** The pages: what they say, worked out before any template is touched, and how they look. */
@NullMarked
package dev.waymark.gateway.pages;

import org.jspecify.annotations.NullMarked;
