package dev.waymark.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.quarantine.QuarantinedWebhook;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Raw webhooks as records: the bytes unchanged, and in the headers what is needed to verify and map them again. */
final class RawWebhookRecords {

    private static final String RAW_ID = "waymark_raw_id";
    private static final String RECEIVED_AT = "waymark_received_at";
    private static final String REASON = "waymark_reason";
    private static final String RESOLVES = "waymark_settles";
    private static final String RESOLVED_AT = "waymark_settled_at";
    private static final String HTTP_PREFIX = "http_";

    private RawWebhookRecords() {}

    static ProducerRecord<String, byte[]> record(String topic, VerifiedPayload payload) {
        // Without the courier's time as timestamp: the broker rejects one that is an hour ahead, for ever.
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

    /** A mark that the webhook of {@code rawId} is resolved. Having the same key, it comes after that webhook's record. */
    static ProducerRecord<String, byte[]> resolution(String topic, CourierCode courier, String rawId, Instant at) {
        var record = new ProducerRecord<>(topic, courier.value(), new byte[0]);
        add(record.headers(), RESOLVES, rawId);
        add(record.headers(), RESOLVED_AT, at.toString());
        return record;
    }

    /** The id of the webhook that {@code record} resolves; absent when the record is no such mark. */
    static @Nullable String resolvedId(ConsumerRecord<String, byte[]> record) {
        return text(record, RESOLVES);
    }

    /** When the webhook was resolved; the record's own time when the mark does not say. */
    static Instant resolvedAt(ConsumerRecord<String, byte[]> record) {
        return instant(record, RESOLVED_AT);
    }

    /** The webhook in {@code record}; absent when the record is something else. */
    static @Nullable RawWebhook raw(ConsumerRecord<String, byte[]> record) {
        var rawId = text(record, RAW_ID);
        if (rawId == null || record.key() == null || record.value() == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> {
            if (header.key().startsWith(HTTP_PREFIX)) {
                headers.put(header.key().substring(HTTP_PREFIX.length()), new String(header.value(), UTF_8));
            }
        });
        return new RawWebhook(
                new CourierCode(record.key()), rawId, instant(record, RECEIVED_AT), headers, record.value());
    }

    /** The webhook in {@code record} of the quarantine; absent when the record is something else. */
    static @Nullable QuarantinedWebhook quarantined(ConsumerRecord<String, byte[]> record) {
        var raw = raw(record);
        var reason = text(record, REASON);
        return raw == null ? null : new QuarantinedWebhook(raw, reason == null ? "" : reason);
    }

    private static Instant instant(ConsumerRecord<String, byte[]> record, String header) {
        var text = text(record, header);
        try {
            return text == null ? Instant.ofEpochMilli(record.timestamp()) : Instant.parse(text);
        } catch (DateTimeException _) {
            return Instant.ofEpochMilli(record.timestamp());
        }
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), UTF_8);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
