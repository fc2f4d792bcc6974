package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secret itself in a header, as it is or as HTTP writes credentials. It proves who sends, not what was sent.
 *
 * @param header the header; {@code Authorization} when absent
 * @param form how it is written there
 */
public record HeaderSecret(@Nullable String header, Form form) implements AuthenticationMethod {

    /** How the secret is written. */
    public enum Form {
        /** As it is. */
        PLAIN,
        /** {@code Bearer} and the secret. (RFC 6750) */
        BEARER,
        /** {@code Basic} and the base64 of the secret, which is {@code user:password}. (RFC 7617) */
        BASIC;

        private String written(String secret) {
            return switch (this) {
                case PLAIN -> secret;
                case BEARER -> "Bearer " + secret;
                case BASIC -> "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
            };
        }
    }

    public HeaderSecret {
        header = header == null ? "authorization" : header.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.secrets().isEmpty();
    }

    @Override
    public WebhookVerifier with(CourierSecrets secrets, VerificationContext means) {
        if (secrets.secrets().stream().anyMatch(String::isBlank)) {
            throw new InvalidCourierSecret("not empty");
        }
        return new Shown(
                String.valueOf(header),
                secrets.secrets().stream()
                        .map(secret -> form.written(secret).getBytes(UTF_8))
                        .toList());
    }

    private record Shown(String header, List<byte[]> right) implements WebhookVerifier {

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            var shown = webhook.header(header);
            if (shown == null) {
                return Optional.of(RejectionReason.SIGNATURE_MISSING);
            }
            return ConstantTime.isAnyOf(right, shown.getBytes(UTF_8))
                    ? Optional.empty()
                    : Optional.of(RejectionReason.SIGNATURE_INVALID);
        }

        /** None: who reads the log of raw webhooks must not be able to send some. */
        @Override
        public Set<String> signatureHeaders() {
            return Set.of();
        }
    }
}
