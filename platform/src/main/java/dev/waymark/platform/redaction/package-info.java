/** Data shown to people who may not see whose it is. */
@NullMarked
package dev.waymark.platform.redaction;

import org.jspecify.annotations.NullMarked;
