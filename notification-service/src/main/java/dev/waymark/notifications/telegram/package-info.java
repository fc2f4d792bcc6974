/** Telegram messages, over the Bot API. */
@NullMarked
package dev.waymark.notifications.telegram;

import org.jspecify.annotations.NullMarked;
