package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.IssuedToken;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The courier fetches a bearer token with a client id and secret, and sends it with every webhook. (RFC 6749, section 4.4)
 * A token is its expiry with our signature, so any instance accepts the tokens of all others.
 *
 * @param clientIdHeader a header in which the courier sends the client id as well
 */
@JsonTypeName("client-credentials")
record ClientCredentialsGrant(@Nullable String clientIdHeader) implements AuthenticationMethod {

    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i:Bearer) (([0-9]{1,12})\\.[A-Za-z0-9_-]{43})");

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        return new TokenVerifier(
                clientIdHeader, credentials.secrets().stream().map(Client::of).toList(), context.clock());
    }

    /** One id and secret. The secret also signs the tokens, which binds them to this courier and to us. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere but in constant time
    private record Client(String id, byte[] credentials, Hmac key) {

        static Client of(String secret) {
            var colon = secret.indexOf(':');
            if (colon < 1 || colon == secret.length() - 1) {
                throw new InvalidCourierSecret("client id, colon, client secret");
            }
            var bytes = secret.getBytes(UTF_8);
            return new Client(secret.substring(0, colon), bytes, new Hmac(bytes));
        }

        String token(String expiry) {
            return expiry + "." + key.base64Url("token until " + expiry);
        }
    }

    private record TokenVerifier(@Nullable String clientIdHeader, List<Client> clients, Clock clock)
            implements WebhookVerifier {

        @Override
        public Optional<IssuedToken> issueToken(String credentials) {
            var expiry = String.valueOf(clock.instant().plus(VALIDITY).getEpochSecond());
            return clients.stream()
                    .filter(client -> MessageDigest.isEqual(client.credentials(), credentials.getBytes(UTF_8)))
                    .findFirst()
                    .map(client -> new IssuedToken(client.token(expiry), VALIDITY));
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            var authorization = webhook.header("authorization");
            if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
                return Optional.of(RejectionReason.SIGNATURE_MISSING);
            }
            var token = AUTHORIZATION.matcher(authorization);
            if (!token.matches() || !isIssued(token.group(1), token.group(2), webhook)) {
                return Optional.of(RejectionReason.SIGNATURE_INVALID);
            }
            return Instant.ofEpochSecond(Long.parseLong(token.group(2))).isAfter(clock.instant())
                    ? Optional.empty()
                    : Optional.of(RejectionReason.OUTSIDE_REPLAY_WINDOW);
        }

        private boolean isIssued(String token, String expiry, ReceivedWebhook webhook) {
            return clients.stream()
                    .filter(client -> clientIdHeader == null || client.id().equals(webhook.header(clientIdHeader)))
                    .anyMatch(client ->
                            MessageDigest.isEqual(client.token(expiry).getBytes(UTF_8), token.getBytes(UTF_8)));
        }
    }
}
