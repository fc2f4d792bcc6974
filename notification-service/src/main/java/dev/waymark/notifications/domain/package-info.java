/** What is worth a message, to whom, and why not. Pure: reads no clock, knows no technology. */
@NullMarked
package dev.waymark.notifications.domain;

import org.jspecify.annotations.NullMarked;
