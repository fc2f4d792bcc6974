package dev.waymark.ingest.courier;

import dev.waymark.events.CourierCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A courier whose webhooks we take.
 *
 * @param answerStatus the HTTP status that this courier understands as "taken"
 */
public record Courier(CourierCode code, Authenticator authenticator, PayloadReader reader, int answerStatus) {

    private static final String CONTENT_TYPE = "content-type";

    public Courier {
        if (answerStatus < 200 || answerStatus > 299) {
            throw new IllegalArgumentException("answerStatus: %d (expected: 200..299)".formatted(answerStatus));
        }
    }

    /** Whether its webhooks may come to its address followed by {@code secretPath}. */
    public boolean answersAt(@Nullable String secretPath) {
        return authenticator.answersAt(secretPath);
    }

    /** Whether {@code webhook} is this courier's own. */
    public Verification verify(ReceivedWebhook webhook) {
        return authenticator
                .refusal(webhook)
                .<Verification>map(Verification.Refused::new)
                .orElseGet(() -> new Verification.Authentic(
                        new VerifiedPayload(code, keptHeaders(webhook), webhook.body(), webhook.receivedAt())));
    }

    public Reading read(VerifiedPayload payload) {
        return reader.read(payload);
    }

    /** Named ones only: what else a courier or a proxy sends may be a credential or somebody's address. */
    private Map<String, String> keptHeaders(ReceivedWebhook webhook) {
        var kept = new HashMap<String, String>();
        authenticator.provingHeaders().forEach(name -> keep(name, webhook, kept));
        keep(CONTENT_TYPE, webhook, kept);
        return kept;
    }

    private static void keep(String name, ReceivedWebhook webhook, Map<String, String> kept) {
        var value = webhook.header(name);
        if (value != null) {
            kept.put(name, value);
        }
    }
}
