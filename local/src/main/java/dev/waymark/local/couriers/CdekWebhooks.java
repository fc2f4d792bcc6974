package dev.waymark.local.couriers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** One parcel as CDEK reports it: a webhook for each thing that happens, unsigned, to an address nobody can guess. */
public record CdekWebhooks(String secretPath, String number) {

    /** CDEK writes offsets without a colon. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx").withZone(ZoneOffset.UTC);

    /** A status, by CDEK's own code such as {@code TAKEN_BY_COURIER}. */
    public Webhook status(String code, String city, Instant at) {
        return orderStatus(code, city, at, at, false);
    }

    /** That the status sent for {@code at} never was. */
    public Webhook retraction(String code, String city, Instant at, Instant now) {
        return orderStatus(code, city, at, now, true);
    }

    /** A problem at the door, by CDEK's number such as 13 for nobody there. */
    public Webhook problem(String code, Instant at) {
        var payload = payload("cdek-deliv-problem.json", at);
        attributes(payload).put("code", code).put("create_date", at.toString());
        return webhook(payload);
    }

    /** The day and hours agreed with the customer. */
    public Webhook agreed(LocalDate day, LocalTime from, LocalTime until, Instant at) {
        var payload = payload("cdek-deliv-agreement.json", at);
        var time = DateTimeFormatter.ISO_LOCAL_TIME;
        attributes(payload)
                .put("date_time", at.toString())
                .put("date", day.toString())
                .put("time_from", time.format(from))
                .put("time_to", time.format(until));
        return webhook(payload);
    }

    /** Authentic by its address, and nothing that anybody could read. */
    public Webhook unreadable(Instant at) {
        var payload = payload("cdek-order-status.json", at);
        attributes(payload).remove("code");
        attributes(payload).put("status_date_time", "soon");
        return webhook(payload);
    }

    private Webhook orderStatus(String code, String city, Instant at, Instant now, boolean deleted) {
        var payload = payload("cdek-order-status.json", now);
        attributes(payload)
                .put("code", code)
                .put("status_date_time", TIME.format(at))
                .put("city_name", city)
                .put("deleted", deleted);
        return webhook(payload);
    }

    private ObjectNode payload(String name, Instant now) {
        // One order of CDEK has one uuid, whoever asks and whenever.
        var uuid = UUID.nameUUIDFromBytes(number.getBytes(StandardCharsets.UTF_8));
        var payload = Payloads.read(name);
        payload.put("uuid", uuid.toString()).put("date_time", TIME.format(now));
        attributes(payload).put("cdek_number", number);
        return payload;
    }

    private Webhook webhook(ObjectNode payload) {
        return new Webhook(
                "/webhooks/cdek/" + secretPath,
                Map.of("content-type", Webhook.JSON),
                Payloads.JSON.writeValueAsString(payload));
    }

    private static ObjectNode attributes(ObjectNode payload) {
        return (ObjectNode) payload.get("attributes");
    }
}
