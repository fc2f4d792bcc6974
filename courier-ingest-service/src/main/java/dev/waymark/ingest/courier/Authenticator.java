package dev.waymark.ingest.courier;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a courier's own webhooks from anybody else's, with the secrets that the courier and we share. */
public interface Authenticator {

    /** Whether the courier's webhooks may come to its address followed by {@code secretPath}. */
    default boolean answersAt(@Nullable String secretPath) {
        return secretPath == null;
    }

    /** Why {@code webhook} is not taken as the courier's own; empty when it is. Never blocks. */
    Optional<Refusal> refusal(ReceivedWebhook webhook);

    /**
     * The headers that the proof is made of, in lower case. They are kept beside the raw body, so credentials that open
     * the door by themselves are not among them.
     */
    Set<String> provingHeaders();

    /** A token for whoever shows these credentials; empty when they are wrong, or no token is needed here. */
    default Optional<IssuedToken> token(String clientId, String clientSecret) {
        return Optional.empty();
    }
}
