/** Order updates in. */
@NullMarked
package dev.waymark.notifications.kafka;

import org.jspecify.annotations.NullMarked;
