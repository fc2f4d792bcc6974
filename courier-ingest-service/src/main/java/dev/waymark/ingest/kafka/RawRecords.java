package dev.waymark.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.VerifiedPayload;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Raw webhooks as records: the bytes untouched, what is needed to verify and read them again in the headers. */
final class RawRecords {

    private static final String RAW_ID = "waymark_raw_id";
    private static final String RECEIVED_AT = "waymark_received_at";
    private static final String REASON = "waymark_reason";
    private static final String HTTP_PREFIX = "http_";

    private RawRecords() {}

    static ProducerRecord<String, byte[]> record(String topic, VerifiedPayload payload) {
        // No timestamp of the courier's: the broker refuses one that is an hour ahead, for ever.
        var record = new ProducerRecord<>(topic, payload.courier().value(), payload.body());
        add(record.headers(), RAW_ID, payload.rawId());
        add(record.headers(), RECEIVED_AT, payload.receivedAt().toString());
        payload.headers().forEach((name, value) -> add(record.headers(), HTTP_PREFIX + name, value));
        return record;
    }

    static ProducerRecord<String, byte[]> quarantined(String topic, VerifiedPayload payload, String reason) {
        var record = record(topic, payload);
        add(record.headers(), REASON, reason);
        return record;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
