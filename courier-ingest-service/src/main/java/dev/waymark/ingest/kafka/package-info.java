/** What is written to Kafka and read from it. */
@NullMarked
package dev.waymark.ingest.kafka;

import org.jspecify.annotations.NullMarked;
