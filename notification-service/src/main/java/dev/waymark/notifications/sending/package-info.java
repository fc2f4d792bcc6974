/** Decide, claim, send, record. */
@NullMarked
package dev.waymark.notifications.sending;

import org.jspecify.annotations.NullMarked;
