/** Text messages, over SMPP. */
@NullMarked
package dev.waymark.notifications.sms;

import org.jspecify.annotations.NullMarked;
