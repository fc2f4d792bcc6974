package dev.waymark.ingest.courier;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies that a webhook comes from its courier, with the secrets shared with that courier. */
@FunctionalInterface
public interface WebhookVerifier {

    /** Whether the courier may post to its address followed by {@code secretPath}. */
    default boolean acceptsPath(@Nullable String secretPath) {
        return secretPath == null;
    }

    /** Why {@code webhook} is rejected; empty when it is authentic. Never blocks. */
    Optional<RejectionReason> verify(ReceivedWebhook webhook);

    /**
     * The headers that make up the signature, in lower case. They are stored beside the raw body, so a header that
     * authenticates by itself is not among them: whoever reads the log of raw webhooks must not be able to send some.
     */
    default Set<String> signatureHeaders() {
        return Set.of();
    }

    /**
     * An access token for a client; empty when its credentials are wrong, or when the courier needs no token.
     *
     * @param credentials client id, colon, client secret
     */
    default Optional<IssuedToken> issueToken(String credentials) {
        return Optional.empty();
    }
}
