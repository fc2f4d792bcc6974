/** The notification service: messages to customers. */
@NullMarked
package dev.waymark.notifications;

import org.jspecify.annotations.NullMarked;
