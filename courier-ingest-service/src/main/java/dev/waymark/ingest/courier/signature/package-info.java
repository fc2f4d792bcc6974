/** The ways in which couriers prove that a webhook is theirs. */
@NullMarked
package dev.waymark.ingest.courier.signature;

import org.jspecify.annotations.NullMarked;
