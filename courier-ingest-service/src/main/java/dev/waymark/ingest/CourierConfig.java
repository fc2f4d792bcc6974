package dev.waymark.ingest;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.util.Map;
import java.util.SortedMap;

/**
 * The couriers as their files have them.
 *
 * @param connected couriers whose webhooks are accepted, by what their address ends in
 * @param active the mapping that events are published by, of every courier that has one
 * @param candidates mappings that are only compared with the active ones
 */
record CourierConfig(
        Map<String, Courier> connected,
        SortedMap<String, CourierMapping> active,
        Map<String, CourierMapping> candidates) {}
