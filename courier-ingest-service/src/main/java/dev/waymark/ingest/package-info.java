/** Takes couriers' webhooks in and appends what they say to the log: the application and its wiring. */
@NullMarked
package dev.waymark.ingest;

import org.jspecify.annotations.NullMarked;
