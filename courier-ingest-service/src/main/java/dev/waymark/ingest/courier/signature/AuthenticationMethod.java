package dev.waymark.ingest.courier.signature;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.waymark.ingest.courier.WebhookVerifier;

/** How a courier authenticates its webhooks, as its mapping file declares it. Secrets are no part of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
public sealed interface AuthenticationMethod
        permits ClientCredentialsGrant,
                ContentSignature,
                HeaderSecret,
                SecretPath,
                SourceIpAddresses,
                StandardWebhooks {

    /** Whether {@code secrets} hold what this method needs. Without it the courier counts as unknown. */
    default boolean isUsableWith(CourierCredentials credentials) {
        return !credentials.secrets().isEmpty();
    }

    /**
     * The verifier for one courier's secrets.
     *
     * @throws InvalidCourierSecret when one of them has not the form that this method needs
     */
    WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context);
}
