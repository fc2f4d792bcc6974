package dev.waymark.local.couriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One parcel as EasyPost reports it: every webhook carries the whole history. */
public final class EasyPostWebhooks {

    private static final String SIGNATURE = "X-Hmac-Signature";

    private final String secret;
    private final ObjectNode payload = Payloads.read("easypost-tracker-updated.json");
    private final ObjectNode result = (ObjectNode) payload.get("result");
    private final ArrayNode scans = (ArrayNode) result.get("tracking_details");
    private final List<ObjectNode> realScans =
            scans.valueStream().map(ObjectNode.class::cast).toList();
    private int sent;

    public EasyPostWebhooks(String secret, String number) {
        this.secret = secret;
        scans.removeAll();
        result.put("tracking_code", number);
        result.put("id", "trk_" + Payloads.randomId());
        result.put("public_url", "https://track.easypost.com/" + number);
        expected(null);
    }

    /** The next scan of the real history, at another time. */
    public EasyPostWebhooks nextRealScan(Instant at) {
        add(realScans.get(sent++), at);
        return this;
    }

    /** All of the real history that is left, spaced as it was, the last of it at {@code newest}. */
    public EasyPostWebhooks realHistory(Instant newest) {
        var last = time(realScans.getLast());
        while (sent < realScans.size()) {
            var before = ChronoUnit.SECONDS.between(time(realScans.get(sent)), last);
            nextRealScan(newest.minusSeconds(before));
        }
        return this;
    }

    /** A scan that the real history does not have, in EasyPost's documented words. */
    public EasyPostWebhooks scan(String status, String detail, String words, Instant at) {
        var scan = realScans.getLast().deepCopy();
        scan.put("status", status).put("status_detail", detail);
        scan.put("message", words).put("description", words);
        add(scan, at);
        return this;
    }

    public EasyPostWebhooks expected(@Nullable LocalDate day) {
        result.put("est_delivery_date", day == null ? null : day + "T00:00:00Z");
        ((ObjectNode) result.get("carrier_detail")).put("est_delivery_date_local", day == null ? null : day.toString());
        return this;
    }

    /** The parcel as it stands, signed over these very bytes. */
    public Webhook webhook(Instant now) {
        payload.put("id", "evt_" + Payloads.randomId());
        payload.put("created_at", now.toString()).put("updated_at", now.toString());
        result.put("created_at", now.minus(3, ChronoUnit.DAYS).toString()).put("updated_at", now.toString());
        var body = Payloads.JSON.writeValueAsString(payload);
        return new Webhook(
                "/webhooks/easypost", Map.of("content-type", Webhook.JSON, SIGNATURE, signature(secret, body)), body);
    }

    static String signature(String secret, String body) {
        // EasyPost decomposes the secret first: an accent typed as one character counts as two.
        var key = Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(UTF_8);
        return "hmac-sha256-hex=" + HexFormat.of().formatHex(new Hmac(key).hash(body.getBytes(UTF_8)));
    }

    private void add(ObjectNode scan, Instant at) {
        scan.put("datetime", at.truncatedTo(ChronoUnit.SECONDS).toString());
        scans.add(scan.deepCopy());
        ((ObjectNode) payload.get("previous_attributes"))
                .put("status", result.get("status").asString());
        result.put("status", scan.get("status").asString());
        result.put("status_detail", scan.get("status_detail").asString());
    }

    private static Instant time(ObjectNode scan) {
        return Instant.parse(scan.get("datetime").asString());
    }
}
