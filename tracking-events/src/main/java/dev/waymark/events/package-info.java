/** What every part of Waymark calls the same: identifiers, topics, and the envelope an event travels in. */
@NullMarked
package dev.waymark.events;

import org.jspecify.annotations.NullMarked;
