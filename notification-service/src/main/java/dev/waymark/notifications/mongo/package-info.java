/** What was decided, claimed and sent, in MongoDB. */
@NullMarked
package dev.waymark.notifications.mongo;

import org.jspecify.annotations.NullMarked;
