/** The HTTP edge: webhooks, and the internal routes of the gateway. */
@NullMarked
package dev.waymark.ingest.web;

import org.jspecify.annotations.NullMarked;
