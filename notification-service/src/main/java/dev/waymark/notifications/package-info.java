/** Messages to customers: which part talks to which. */
@NullMarked
package dev.waymark.notifications;

import org.jspecify.annotations.NullMarked;
