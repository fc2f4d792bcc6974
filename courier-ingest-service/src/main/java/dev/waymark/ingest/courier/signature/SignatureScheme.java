package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.Authentication;
import dev.waymark.ingest.courier.Authenticator;
import java.time.Clock;
import java.time.Duration;

/** An authentication kind with the secrets of one courier. */
public sealed interface SignatureScheme extends Authenticator
        permits HmacScheme, SecretPathScheme, StandardWebhooksScheme {

    /**
     * The scheme that {@code declared} names.
     *
     * @param replayWindow how far a signed attempt time may be from {@code clock}, either way
     */
    static SignatureScheme of(Authentication declared, CourierSecrets secrets, Clock clock, Duration replayWindow) {
        return declared.match(
                hmac -> new HmacScheme(hmac, secrets.secrets()),
                standard -> new StandardWebhooksScheme(secrets.secrets(), clock, replayWindow),
                path -> new SecretPathScheme(secrets.paths()));
    }
}
