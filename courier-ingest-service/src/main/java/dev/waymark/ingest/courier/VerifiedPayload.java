package dev.waymark.ingest.courier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Digests;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A payload that its courier sent beyond doubt. Only {@link Courier} makes one, so no mapping sees unverified bytes. */
public final class VerifiedPayload {

    private static final int ID_BYTES = 16;

    private final CourierCode courier;
    private final Map<String, String> headers;
    private final byte[] body;
    private final Instant receivedAt;
    private final String rawId;

    /** @param contentHeaders the headers that carry a part of the content, in lower case */
    VerifiedPayload(
            CourierCode courier,
            Map<String, String> headers,
            Set<String> contentHeaders,
            byte[] body,
            Instant receivedAt) {
        this.courier = courier;
        this.headers = new TreeMap<>(headers);
        this.body = body;
        this.receivedAt = receivedAt;
        this.rawId = rawId(contentHeaders);
    }

    public CourierCode courier() {
        return courier;
    }

    /** What is needed to map and to verify it once more; no secret and nothing that names a person. */
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

    /** The same for the same content from the same courier, however often it is sent. */
    public String rawId() {
        return rawId;
    }

    @Override
    public String toString() {
        return "VerifiedPayload[" + courier + " " + rawId + "]";
    }

    private String rawId(Set<String> contentHeaders) {
        // A courier's code has no line feed, so no other courier and body give the same bytes.
        var content = new StringBuilder(courier.value()).append('\n');
        headers.forEach((name, value) -> {
            if (contentHeaders.contains(name)) {
                content.append(name).append(':').append(value).append('\n');
            }
        });
        var digest = Digests.sha256(content.toString().getBytes(UTF_8), body);
        return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    }
}
