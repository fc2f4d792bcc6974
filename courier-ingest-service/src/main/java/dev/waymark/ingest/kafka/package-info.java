/** The log, as Kafka keeps it. */
@NullMarked
package dev.waymark.ingest.kafka;

import org.jspecify.annotations.NullMarked;
