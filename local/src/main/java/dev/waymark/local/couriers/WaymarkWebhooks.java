package dev.waymark.local.couriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** One parcel of a courier without an API of its own, reported in Waymark's format, signed by Standard Webhooks. */
public record WaymarkWebhooks(String secret, String number) {

    private static final String SECRET_PREFIX = "whsec_";

    /** A status by the name of a sub-status, such as {@code OUT_FOR_DELIVERY}. */
    public Webhook status(String subStatus, String city, String words, Instant at) {
        return status(subStatus, city, words, at, List.of());
    }

    /** A status and, where the courier expects any, the first and the last of the days it now expects. */
    public Webhook status(String subStatus, String city, String words, Instant at, List<LocalDate> eta) {
        var payload = Payloads.JSON.createObjectNode().put("trackingNumber", number);
        var event = payload.putArray("events").addObject();
        event.put("status", subStatus).put("occurredAt", at.toString()).put("text", words);
        event.putObject("place").put("city", city);
        if (!eta.isEmpty()) {
            payload.putObject("eta")
                    .put("from", eta.getFirst().toString())
                    .put("until", eta.getLast().toString());
        }
        return signed(secret, Payloads.JSON.writeValueAsString(payload), at);
    }

    /** Any body, signed as at {@code at}. */
    public static Webhook signed(String secret, String body, Instant at) {
        var id = "msg_" + Payloads.randomId();
        var timestamp = String.valueOf(at.getEpochSecond());
        var key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        var signature = new Hmac(key).hash((id + "." + timestamp + "." + body).getBytes(UTF_8));
        return new Webhook(
                "/webhooks/waymark",
                Map.of(
                        "content-type",
                        Webhook.JSON,
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        "v1," + Base64.getEncoder().encodeToString(signature)),
                body);
    }
}
