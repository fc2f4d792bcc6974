package dev.waymark.local.couriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One parcel of a courier without an API of its own, reported in Waymark's format, signed by Standard Webhooks. */
public final class WaymarkWebhooks {

    private static final String SECRET_PREFIX = "whsec_";

    private final String secret;
    private final String number;

    public WaymarkWebhooks(String secret, String number) {
        this.secret = secret;
        this.number = number;
    }

    public String number() {
        return number;
    }

    /** A status by the name of a sub-status, such as {@code OUT_FOR_DELIVERY}. */
    public Webhook status(String subStatus, String city, String words, Instant at) {
        return status(subStatus, city, words, at, null, null);
    }

    /** A status and the days that the courier now expects. */
    public Webhook status(
            String subStatus,
            String city,
            String words,
            Instant at,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        var payload = Payloads.JSON.createObjectNode().put("trackingNumber", number);
        var event = payload.putArray("events").addObject();
        event.put("status", subStatus)
                .put("occurredAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atOffset(ZoneOffset.UTC)))
                .put("text", words);
        event.putObject("place").put("city", city);
        if (from != null && until != null) {
            payload.putObject("eta").put("from", from.toString()).put("until", until.toString());
        }
        return signed(secret, Payloads.text(payload), at);
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
