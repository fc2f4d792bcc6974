/** A real Kafka broker inside this JVM. */
@NullMarked
package dev.waymark.embedded.kafka;

import org.jspecify.annotations.NullMarked;
