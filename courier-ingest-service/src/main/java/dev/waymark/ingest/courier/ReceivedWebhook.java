package dev.waymark.ingest.courier;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as received: anybody may have sent it.
 *
 * @param secretPath the segment after the courier's address
 * @param headers by name in lower case; of a repeated header the first
 * @param body the bytes as received, which is what signatures are over; not copied, never changed. Of a GET its query
 * @param sourceAddress the sender's, as far as our own proxies report it; absent when it is unknown
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a wrapper would copy every body once more
public record ReceivedWebhook(
        @Nullable String secretPath,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        @Nullable InetAddress sourceAddress) {

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** Without content: it is not for logs. */
    @Override
    public String toString() {
        return "ReceivedWebhook[" + body.length + " bytes]";
    }
}
