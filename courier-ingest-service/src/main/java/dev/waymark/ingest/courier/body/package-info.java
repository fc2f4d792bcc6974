/** Bodies as trees, parsed within limits. */
@NullMarked
package dev.waymark.ingest.courier.body;

import org.jspecify.annotations.NullMarked;
