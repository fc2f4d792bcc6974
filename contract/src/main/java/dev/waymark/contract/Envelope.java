package dev.waymark.contract;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands around an event on Kafka: CloudEvents 1.0 attributes, in the binary mode of its Kafka binding, where each
 * attribute is a header {@code ce_<name>} and the value is the event alone. Headers get logged: no personal data here.
 *
 * @param source who says so, as a URI reference; {@code source} and {@code id} together name the event for ever
 * @param type what happened, with the version of its shape
 * @param time when it happened, as far as the event itself knows
 * @param key the Kafka record's key, which decides the order of events
 */
public record Envelope(EventId id, String source, String type, Instant time, String key) {

    /** Header names and values as the Kafka binding writes them, UTF-8. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.value());
        headers.put("ce_source", source);
        headers.put("ce_type", type);
        headers.put("ce_time", time.toString());
        headers.put("ce_partitionkey", key);
        headers.put("content-type", "application/json");
        return headers;
    }
}
