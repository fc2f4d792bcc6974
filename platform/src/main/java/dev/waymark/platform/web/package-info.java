/** Problem answers and client addresses at the HTTP edge. */
@NullMarked
package dev.waymark.platform.web;

import org.jspecify.annotations.NullMarked;
