/** Decides, claims, sends and records messages. */
@NullMarked
package dev.waymark.notifications.sending;

import org.jspecify.annotations.NullMarked;
