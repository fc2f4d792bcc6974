package dev.waymark.ingest.courier;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.Map;

/**
 * A webhook that was verified when it was received, as the log of raw webhooks holds it.
 *
 * @param rawId the same for the same body of the same courier
 * @param headers those that are stored beside the body
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a wrapper would copy every body once more
public record RawWebhook(
        CourierCode courier, String rawId, Instant receivedAt, Map<String, String> headers, byte[] body) {

    public RawWebhook {
        headers = Map.copyOf(headers);
    }

    /** Without content: it is not for logs. */
    @Override
    public String toString() {
        return "RawWebhook[" + courier + " " + rawId + "]";
    }
}
