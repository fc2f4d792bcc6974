/** The methods by which couriers authenticate their webhooks. */
@NullMarked
package dev.waymark.ingest.courier.signature;

import org.jspecify.annotations.NullMarked;
