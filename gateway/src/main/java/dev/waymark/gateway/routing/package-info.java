/** What is only routed: webhooks to the ingest service, the shop's API to the order service. */
@NullMarked
package dev.waymark.gateway.routing;

import org.jspecify.annotations.NullMarked;
