/** Sign-in by a one-time code, and the session that follows. */
@NullMarked
package dev.waymark.gateway.signin;

import org.jspecify.annotations.NullMarked;
