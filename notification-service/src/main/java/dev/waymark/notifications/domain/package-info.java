/** Decides which message goes to whom. Pure: reads no clock, does no I/O. */
@NullMarked
package dev.waymark.notifications.domain;

import org.jspecify.annotations.NullMarked;
