/** The engine that reads any courier's payloads by the courier's mapping file. */
@NullMarked
package dev.waymark.ingest.courier.mapping;

import org.jspecify.annotations.NullMarked;
