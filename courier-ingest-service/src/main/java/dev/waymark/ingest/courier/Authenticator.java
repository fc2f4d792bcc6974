package dev.waymark.ingest.courier;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a courier's own webhooks from anybody else's, with the secrets that the courier and we share. */
public interface Authenticator {

    /** Whether the courier's webhooks may come to its address followed by {@code secretPath}. */
    boolean answersAt(@Nullable String secretPath);

    /** Why {@code webhook} is not taken as the courier's own; empty when it is. */
    Optional<Refusal> refusal(ReceivedWebhook webhook);

    /** The headers that the proof is made of, in lower case. They are kept beside the raw body. */
    Set<String> provingHeaders();
}
