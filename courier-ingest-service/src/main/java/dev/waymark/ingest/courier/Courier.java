package dev.waymark.ingest.courier;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A courier whose webhooks we take.
 *
 * @param terms how it wants to be dealt with
 */
public record Courier(CourierCode code, Authenticator authenticator, PayloadReader reader, Terms terms) {

    private static final String CONTENT_TYPE = "content-type";

    /** Whether its webhooks may come to its address followed by {@code secretPath}. */
    public boolean answersAt(@Nullable String secretPath) {
        return authenticator.answersAt(secretPath);
    }

    /** A token for whoever shows these credentials, where this courier fetches one before it delivers. */
    public Optional<IssuedToken> token(String clientId, String clientSecret) {
        return authenticator.token(clientId, clientSecret);
    }

    /** Whether {@code webhook} is this courier's own. */
    public Verification verify(ReceivedWebhook webhook) {
        return authenticator
                .refusal(webhook)
                .<Verification>map(Verification.Refused::new)
                .orElseGet(() ->
                        new Verification.Authentic(recall(keptHeaders(webhook), webhook.body(), webhook.receivedAt())));
    }

    /** A payload that we verified when it came, and have kept since. */
    public VerifiedPayload recall(Map<String, String> keptHeaders, byte[] body, Instant receivedAt) {
        return new VerifiedPayload(code, keptHeaders, terms.headersKept(), body, receivedAt);
    }

    /** What {@code reader} makes of a payload that nobody sent: for trying it out. Nothing else comes of it. */
    public static Reading rehearse(
            CourierCode code, PayloadReader reader, Map<String, String> headers, byte[] body, Instant receivedAt) {
        return reader.read(new VerifiedPayload(code, headers, Set.of(), body, receivedAt));
    }

    public Reading read(VerifiedPayload payload) {
        return reader.read(payload);
    }

    /** The payload for somebody who has no business with people's data. */
    public String masked(VerifiedPayload payload) {
        return reader.masked(payload);
    }

    /** Named ones only: what else a courier or a proxy sends may be a credential or somebody's address. */
    private Map<String, String> keptHeaders(ReceivedWebhook webhook) {
        var kept = new HashMap<String, String>();
        authenticator.provingHeaders().forEach(name -> keep(name, webhook, kept));
        terms.headersKept().forEach(name -> keep(name, webhook, kept));
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
