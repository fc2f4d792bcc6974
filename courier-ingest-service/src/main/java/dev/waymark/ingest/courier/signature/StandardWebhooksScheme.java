package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Standard Webhooks 1.0.0, symmetric: {@code v1,<base64>} over {@code id.timestamp.body}. */
final class StandardWebhooksScheme implements SignatureScheme {

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION_1 = "v1,";

    private final HmacKeys keys;
    private final Clock clock;
    private final Duration replayWindow;

    StandardWebhooksScheme(List<String> secrets, Clock clock, Duration replayWindow) {
        this.keys =
                new HmacKeys(secrets.stream().map(StandardWebhooksScheme::key).toList());
        this.clock = clock;
        this.replayWindow = replayWindow;
    }

    @Override
    public boolean answersAt(@Nullable String secretPath) {
        return secretPath == null;
    }

    /**
     * Inside the window the same webhook may come again: it reads as the same checkpoints. The time is judged after the
     * signature, so that a clock which is off is told from a forgery.
     */
    @Override
    public Optional<Refusal> refusal(ReceivedWebhook webhook) {
        var id = webhook.header(ID);
        var timestamp = webhook.header(TIMESTAMP);
        var signatures = webhook.header(SIGNATURE);
        if (id == null || timestamp == null || signatures == null) {
            return Optional.of(Refusal.SIGNATURE_MISSING);
        }
        // With a dot in the id, "a.1" at 2 and "a" at 1.2 would be signed alike.
        if (id.indexOf('.') >= 0 || !isSigned(id, timestamp, webhook.body(), signatures)) {
            return Optional.of(Refusal.SIGNATURE_WRONG);
        }
        return isNow(timestamp) ? Optional.empty() : Optional.of(Refusal.OUTSIDE_REPLAY_WINDOW);
    }

    @Override
    public Set<String> provingHeaders() {
        return Set.of(ID, TIMESTAMP, SIGNATURE);
    }

    private boolean isSigned(String id, String timestamp, byte[] body, String signatures) {
        var head = (id + "." + timestamp + ".").getBytes(UTF_8);
        var signed = false;
        for (var signature : signatures.split(" ", -1)) {
            // Other versions are other algorithms: skipped, not an error, so that a sender can add one.
            if (signature.startsWith(VERSION_1)) {
                signed |= isSignature(signature.substring(VERSION_1.length()), head, body);
            }
        }
        return signed;
    }

    private boolean isSignature(String base64, byte[] head, byte[] body) {
        try {
            return keys.anySigned(Base64.getDecoder().decode(base64), head, body);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private boolean isNow(String timestamp) {
        try {
            var attemptedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(attemptedAt, clock.instant()).abs().compareTo(replayWindow) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException notATime) {
            return false;
        }
    }

    private static byte[] key(String secret) {
        var base64 = secret.startsWith(SECRET_PREFIX) ? secret.substring(SECRET_PREFIX.length()) : secret;
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new CourierSecretUnusable(SECRET_PREFIX + " and base64");
        }
    }
}
