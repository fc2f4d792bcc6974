/** Notices couriers that fell silent: what is usual for each is learned from its webhooks, together with other instances. */
@NullMarked
package dev.waymark.ingest.activity;

import org.jspecify.annotations.NullMarked;
