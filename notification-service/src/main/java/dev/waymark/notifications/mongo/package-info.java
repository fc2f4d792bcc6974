/** The send log and pending retries in MongoDB. */
@NullMarked
package dev.waymark.notifications.mongo;

import org.jspecify.annotations.NullMarked;
