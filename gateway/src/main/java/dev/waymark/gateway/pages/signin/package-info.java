/** Signing in by a one-time code. */
@NullMarked
package dev.waymark.gateway.pages.signin;

import org.jspecify.annotations.NullMarked;
