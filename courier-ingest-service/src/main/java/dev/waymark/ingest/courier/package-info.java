/** What a courier is to us: how it proves that a webhook is its own, and what its payloads say. */
@NullMarked
package dev.waymark.ingest.courier;

import org.jspecify.annotations.NullMarked;
