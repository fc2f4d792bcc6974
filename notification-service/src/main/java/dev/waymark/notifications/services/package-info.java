/** HTTP clients of other services. */
@NullMarked
package dev.waymark.notifications.services;

import org.jspecify.annotations.NullMarked;
