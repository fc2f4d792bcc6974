/** E-mail, over SMTP. */
@NullMarked
package dev.waymark.notifications.email;

import org.jspecify.annotations.NullMarked;
