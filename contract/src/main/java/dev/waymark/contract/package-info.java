/** What every part of Waymark calls the same: identifiers, topics, and the envelope an event travels in. */
@NullMarked
package dev.waymark.contract;

import org.jspecify.annotations.NullMarked;
