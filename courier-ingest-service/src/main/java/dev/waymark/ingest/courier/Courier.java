package dev.waymark.ingest.courier;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A courier whose webhooks we accept: how they are verified, how they are mapped, and the protocol it expects. */
public record Courier(CourierCode code, WebhookVerifier verifier, PayloadMapper mapper, CourierProtocol protocol) {

    private static final String CONTENT_TYPE = "content-type";

    public VerificationResult verify(ReceivedWebhook webhook) {
        return verifier.verify(webhook)
                .<VerificationResult>map(VerificationResult.Rejected::new)
                .orElseGet(() -> new VerificationResult.Verified(
                        storedPayload(storedHeaders(webhook), webhook.body(), webhook.receivedAt())));
    }

    /** A payload that was verified when it was received, and has been stored since. */
    public VerifiedPayload storedPayload(Map<String, String> storedHeaders, byte[] body, Instant receivedAt) {
        return new VerifiedPayload(code, storedHeaders, protocol.requiredHeaders(), body, receivedAt);
    }

    /** Maps a payload that no courier sent, to try {@code mapper} out. */
    public static MappingResult dryRun(
            CourierCode code, PayloadMapper mapper, Map<String, String> headers, byte[] body, Instant receivedAt) {
        return mapper.map(new VerifiedPayload(code, headers, Set.of(), body, receivedAt));
    }

    public MappingResult map(VerifiedPayload payload) {
        return mapper.map(payload);
    }

    /** The payload for readers who may not see personal data. */
    public String redacted(VerifiedPayload payload) {
        return mapper.redacted(payload);
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
