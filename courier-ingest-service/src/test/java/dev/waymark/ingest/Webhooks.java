package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.VerificationResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as couriers send them. */
public final class Webhooks {

    public static final Instant RECEIVED_AT = Instant.parse("2026-11-23T09:00:00Z");

    private static final WebhookVerifier TRUSTING = webhook -> Optional.empty();

    private Webhooks() {}

    /** The mapping that this service brings along for {@code courier}. */
    public static CourierMapping mapping(String courier) {
        return CourierMapping.parse(courier + ".yaml", resource("/couriers/" + courier + ".yaml"));
    }

    public static byte[] captured(String courier, String name) {
        return resource("/couriers/%s/%s.json".formatted(courier, name));
    }

    /** The headers of a captured payload, where it cannot be read without. */
    public static Map<String, String> capturedHeaders(String courier, String name) {
        var file = "/couriers/%s/%s.headers.json".formatted(courier, name);
        if (Webhooks.class.getResource(file) == null) {
            return Map.of();
        }
        var headers = new HashMap<String, String>();
        JsonMapper.shared()
                .readTree(resource(file))
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    /** {@code body} as if its courier had proved it. */
    public static VerifiedPayload verified(String courier, byte[] body) {
        return verified(courier, Map.of(), body, CourierProtocol.DEFAULT);
    }

    /** {@code body} as if its courier had proved it, with what its mapping keeps of {@code headers}. */
    public static VerifiedPayload verified(CourierMapping mapping, Map<String, String> headers, byte[] body) {
        return verified(mapping.courier().value(), headers, body, mapping.protocol());
    }

    private static VerifiedPayload verified(
            String courier, Map<String, String> headers, byte[] body, CourierProtocol protocol) {
        var trusting = new Courier(new CourierCode(courier), TRUSTING, Webhooks::nothing, protocol);
        return switch (trusting.verify(new ReceivedWebhook(null, headers, body, RECEIVED_AT, null))) {
            case VerificationResult.Verified(var payload) -> payload;
            case VerificationResult.Rejected rejected -> throw new AssertionError(rejected);
        };
    }

    public static VerifiedPayload verified(String courier, String body) {
        return verified(courier, body.getBytes(UTF_8));
    }

    /** As EasyPost signs, for a secret of plain letters. */
    public static String easypostSignature(String secret, byte[] body) {
        return "hmac-sha256-hex=" + HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), body));
    }

    /** HMAC-SHA256 over the body, in base64. */
    public static String base64Hmac(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(secret.getBytes(UTF_8), body));
    }

    /** As Standard Webhooks signs. */
    public static String standardSignature(String secret, String id, long timestamp, byte[] body) {
        var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(
                                hmac(key, "%s.%d.".formatted(id, timestamp).getBytes(UTF_8), body));
    }

    /** SHA-256 over {@code body} and what is put behind it, in hexadecimal digits. */
    static String sha256(byte[] body, String behind) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(body);
            return HexFormat.of().formatHex(digest.digest(behind.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** HMAC-SHA256 over all {@code parts}, as most couriers print it. */
    static String base64Hmac(String secret, byte[]... parts) {
        return Base64.getEncoder().encodeToString(hmac(secret.getBytes(UTF_8), parts));
    }

    public static byte[] resource(String path) {
        try (var in = Webhooks.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("No " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** HMAC-SHA256 over {@code parts}, one after another. */
    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static dev.waymark.ingest.courier.MappingResult nothing(VerifiedPayload payload) {
        throw new AssertionError("nobody reads here");
    }
}
