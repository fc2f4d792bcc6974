package dev.waymark.ingest.courier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A webhook that its courier sent beyond doubt. Only {@link Courier#verify} makes one, so no mapping sees other bytes. */
public final class VerifiedPayload {

    private static final int ID_BYTES = 16;

    private final CourierCode courier;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Instant receivedAt;
    private final String rawId;

    /** @param readWith the headers that carry a part of the content, in lower case */
    VerifiedPayload(
            CourierCode courier, Map<String, String> headers, Set<String> readWith, byte[] body, Instant receivedAt) {
        this.courier = courier;
        this.headers = new TreeMap<>(headers);
        this.body = body;
        this.receivedAt = receivedAt;
        this.rawId = rawId(courier, content(this.headers, readWith), body);
    }

    public CourierCode courier() {
        return courier;
    }

    /** What is needed to read and to verify it once more; nothing that is a secret or names a person. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes as received; shared, never to be changed. */
    public byte[] body() {
        return body;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The same for the same content from the same courier, however often it is told. */
    public String rawId() {
        return rawId;
    }

    @Override
    public String toString() {
        return "VerifiedPayload[" + courier + " " + rawId + "]";
    }

    /** What of the content stands in headers: two events may differ in nothing else. */
    private static String content(Map<String, String> sorted, Set<String> readWith) {
        var content = new StringBuilder();
        sorted.forEach((name, value) -> {
            if (readWith.contains(name)) {
                content.append(name).append(':').append(value).append('\n');
            }
        });
        return content.toString();
    }

    private static String rawId(CourierCode courier, String content, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(courier.value().getBytes(UTF_8));
            // A courier's code has no such byte, so no other courier and body give the same bytes.
            digest.update((byte) '\n');
            digest.update(content.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(body), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
