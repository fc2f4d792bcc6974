/** Topics and listeners at the Kafka edge. */
@NullMarked
package dev.waymark.platform.kafka;

import org.jspecify.annotations.NullMarked;
