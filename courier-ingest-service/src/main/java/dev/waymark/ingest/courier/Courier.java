package dev.waymark.ingest.courier;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A courier whose webhooks we accept: how they are verified, how they are mapped, and the protocol it expects.
 *
 * @param acceptsSource whether a webhook comes from where this courier sends from
 */
public record Courier(
        CourierCode code,
        Predicate<ReceivedWebhook> acceptsSource,
        WebhookVerifier verifier,
        PayloadMapper mapper,
        CourierProtocol protocol) {

    private static final String CONTENT_TYPE = "content-type";

    /** A courier that may send from anywhere. */
    public Courier(CourierCode code, WebhookVerifier verifier, PayloadMapper mapper, CourierProtocol protocol) {
        this(code, _ -> true, verifier, mapper, protocol);
    }

    public VerificationResult verify(ReceivedWebhook webhook) {
        var rejection = acceptsSource.test(webhook)
                ? verifier.verify(webhook)
                : Optional.of(RejectionReason.SOURCE_IP_NOT_ALLOWED);
        return rejection
                .<VerificationResult>map(VerificationResult.Rejected::new)
                .orElseGet(() -> new VerificationResult.Verified(
                        payload(storedHeaders(webhook), webhook.body(), webhook.receivedAt())));
    }

    /** A payload that was verified when it was received, and has been stored since. */
    public VerifiedPayload storedPayload(RawWebhook raw) {
        return payload(raw.headers(), raw.body(), raw.receivedAt());
    }

    private VerifiedPayload payload(Map<String, String> storedHeaders, byte[] body, Instant receivedAt) {
        return new VerifiedPayload(code, storedHeaders, protocol.requiredHeaders(), body, receivedAt);
    }

    /** Maps a payload that no courier sent, to try {@code mapper} out. */
    public static MappingResult dryRun(
            CourierCode code, PayloadMapper mapper, Map<String, String> headers, byte[] body, Instant receivedAt) {
        var lowerCase = new TreeMap<String, String>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        return mapper.map(new VerifiedPayload(code, lowerCase, Set.of(), body, receivedAt));
    }

    /** Named headers only: what else a courier or a proxy sends may be a credential or somebody's address. */
    private Map<String, String> storedHeaders(ReceivedWebhook webhook) {
        var stored = new TreeMap<String, String>();
        for (var names : List.of(verifier.signatureHeaders(), protocol.requiredHeaders(), Set.of(CONTENT_TYPE))) {
            for (var name : names) {
                var value = webhook.header(name);
                if (value != null) {
                    stored.put(name, value);
                }
            }
        }
        return stored;
    }
}
