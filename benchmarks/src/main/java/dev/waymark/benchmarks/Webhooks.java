package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks in Waymark's own format: one scan of one parcel, some 500 bytes, signed as Standard Webhooks says. */
final class Webhooks {

    private Webhooks() {}

    /** A scan of parcel {@code number}; its place makes it one of its own. */
    static String body(long number) {
        return body("BENCH" + number, "ARRIVED", Instant.now(), "hub-" + number);
    }

    static String body(String trackingNumber, String status, Instant occurredAt, String facility) {
        return """
                {"trackingNumber":"%s","sentAt":"%s",\
                "eta":{"from":"2027-05-12","until":"2027-05-14"},\
                "events":[{"status":"%s","occurredAt":"%s","code":"AR-17",\
                "place":{"city":"Kazan","region":"Tatarstan","country":"RU","facility":"%s"},\
                "text":"The parcel has arrived at the sorting centre and will leave it with the next line-haul."}]}""".formatted(trackingNumber, occurredAt, status, occurredAt, facility);
    }

    /** {@code body} as a POST to the courier {@code waymark}. (Standard Webhooks 1.0.0, "Signature scheme") */
    static Load.Request signed(byte[] secret, String id, Instant at, String body) {
        var timestamp = String.valueOf(at.getEpochSecond());
        return new Load.Request(
                "/webhooks/waymark",
                Map.of(
                        "content-type",
                        "application/json",
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        "v1," + signature(secret, id + "." + timestamp + ".", body)),
                body);
    }

    private static String signature(byte[] secret, String prefix, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(prefix.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
