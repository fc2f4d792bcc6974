package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;

/** How a courier proves that a webhook is its own, as its mapping declares it. Secrets are no part of it. */
public sealed interface AuthenticationMethod
        permits ClientCredentials, SecretPath, HeaderSecret, ContentSignature, SourceIpAddresses, StandardWebhooks {

    /** Whether {@code secrets} are what this kind needs. Without them the courier is as good as unknown. */
    boolean isUsableWith(CourierSecrets secrets);

    /**
     * This kind with the secrets of one courier.
     *
     * @throws InvalidCourierSecret when one of them cannot be what it should be
     */
    WebhookVerifier with(CourierSecrets secrets, VerificationContext means);

    /**
     * What judging takes besides secrets.
     *
     * @param replayWindow how far a signed time may be from {@code clock}, either way
     */
    record VerificationContext(Clock clock, Duration replayWindow, PublicKeySets keySets) {}
}
