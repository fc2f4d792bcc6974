/** What a courier is: how its webhooks are verified, and what its payloads are mapped to. */
@NullMarked
package dev.waymark.ingest.courier;

import org.jspecify.annotations.NullMarked;
