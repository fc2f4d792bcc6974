package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.IssuedToken;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The courier fetches a bearer token from us with a client id and secret, and shows it with every webhook. (RFC 6749,
 * section 4.4) A token is its expiry with our signature, so any instance knows the tokens of all others.
 *
 * @param clientIdHeader a header in which it shows the client id as well
 */
public record ClientCredentials(@Nullable String clientIdHeader) implements AuthenticationMethod {

    private static final Duration VALID = Duration.ofHours(1);
    private static final String BEARER = "Bearer ";

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.secrets().isEmpty();
    }

    @Override
    public WebhookVerifier with(CourierSecrets secrets, VerificationContext means) {
        return new Issuer(
                clientIdHeader == null ? null : clientIdHeader.toLowerCase(Locale.ROOT),
                secrets.secrets().stream().map(Client::of).toList(),
                means.clock());
    }

    /** One id and secret. The secret signs the tokens too: it is what makes them ours and the courier's. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere but in constant time
    private record Client(String id, byte[] credentials, MacKey key) {

        static Client of(String secret) {
            var colon = secret.indexOf(':');
            if (colon < 1 || colon == secret.length() - 1) {
                throw new InvalidCourierSecret("client id, colon, client secret");
            }
            var bytes = secret.getBytes(UTF_8);
            return new Client(secret.substring(0, colon), bytes, MacKey.of("HmacSHA256", bytes));
        }
    }

    private record Issuer(@Nullable String clientIdHeader, List<Client> clients, Clock clock)
            implements WebhookVerifier {

        private static final Pattern TOKEN = Pattern.compile("([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

        @Override
        public Optional<IssuedToken> issueToken(String clientId, String clientSecret) {
            var shown = (clientId + ":" + clientSecret).getBytes(UTF_8);
            var expiry = String.valueOf(clock.instant().plus(VALID).getEpochSecond());
            return clients.stream()
                    .filter(client -> ConstantTime.isAnyOf(List.of(client.credentials()), shown))
                    .findFirst()
                    .map(client -> new IssuedToken(
                            expiry
                                    + "."
                                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(client, expiry)),
                            VALID));
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            var authorization = webhook.header("authorization");
            if (authorization == null || !authorization.startsWith(BEARER)) {
                return Optional.of(RejectionReason.SIGNATURE_MISSING);
            }
            var token = TOKEN.matcher(authorization.substring(BEARER.length()));
            if (!token.matches()) {
                return Optional.of(RejectionReason.SIGNATURE_INVALID);
            }
            var expiry = token.group(1);
            var shown = Base64.getUrlDecoder().decode(token.group(2));
            if (clients.stream().noneMatch(client -> namesItself(client, webhook) && isOurs(client, expiry, shown))) {
                return Optional.of(RejectionReason.SIGNATURE_INVALID);
            }
            return Instant.ofEpochSecond(Long.parseLong(expiry)).isAfter(clock.instant())
                    ? Optional.empty()
                    : Optional.of(RejectionReason.OUTSIDE_REPLAY_WINDOW);
        }

        /** None: who reads the log of raw webhooks must not be able to send some. */
        @Override
        public Set<String> signatureHeaders() {
            return Set.of();
        }

        private boolean namesItself(Client client, ReceivedWebhook webhook) {
            return clientIdHeader == null || client.id().equals(webhook.header(clientIdHeader));
        }

        private static boolean isOurs(Client client, String expiry, byte[] shown) {
            return ConstantTime.isAnyOf(List.of(signature(client, expiry)), shown);
        }

        private static byte[] signature(Client client, String expiry) {
            return client.key().sign(List.of("token until ".getBytes(UTF_8), expiry.getBytes(UTF_8)));
        }
    }
}
