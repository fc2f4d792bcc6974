/** What messages say, in the order's language. */
@NullMarked
package dev.waymark.notifications.texts;

import org.jspecify.annotations.NullMarked;
