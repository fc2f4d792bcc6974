/** Parses bodies to trees, within limits. */
@NullMarked
package dev.waymark.ingest.courier.body;

import org.jspecify.annotations.NullMarked;
