/** How a courier usually speaks, and whether its silence is chance. Pure. */
@NullMarked
package dev.waymark.ingest.pulse;

import org.jspecify.annotations.NullMarked;
