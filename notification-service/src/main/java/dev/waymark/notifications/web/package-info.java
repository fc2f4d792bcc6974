/** HTTP routes for other services. */
@NullMarked
package dev.waymark.notifications.web;

import org.jspecify.annotations.NullMarked;
