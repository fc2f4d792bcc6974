/** The use case: take a webhook in, and say so only when the log has it. */
@NullMarked
package dev.waymark.ingest.intake;

import org.jspecify.annotations.NullMarked;
