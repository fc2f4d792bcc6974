/** What other services ask of us. */
@NullMarked
package dev.waymark.notifications.web;

import org.jspecify.annotations.NullMarked;
