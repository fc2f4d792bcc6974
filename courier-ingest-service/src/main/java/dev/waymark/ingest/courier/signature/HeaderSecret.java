package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secret itself in a header. It authenticates the sender, not the content.
 *
 * @param header {@code Authorization} when absent
 */
@JsonTypeName("header")
record HeaderSecret(@Nullable String header, Form form) implements AuthenticationMethod {

    enum Form {
        PLAIN,
        /** {@code Bearer} and the secret. (RFC 6750) */
        BEARER,
        /** {@code Basic} and the base64 of the secret, which is {@code user:password}. (RFC 7617) */
        BASIC;

        private byte[] headerValue(String secret) {
            var value = switch (this) {
                case PLAIN, BEARER -> secret;
                case BASIC -> Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
            };
            return (scheme() + value).getBytes(UTF_8);
        }

        private String scheme() {
            return switch (this) {
                case PLAIN -> "";
                case BEARER -> "Bearer ";
                case BASIC -> "Basic ";
            };
        }

        /** With the scheme as it is written here: its case does not count. (RFC 9110, section 11.1) */
        private String normalized(String value) {
            var scheme = scheme();
            return value.regionMatches(true, 0, scheme, 0, scheme.length())
                    ? scheme + value.substring(scheme.length())
                    : value;
        }
    }

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        if (credentials.secrets().stream().anyMatch(String::isBlank)) {
            throw new InvalidCourierSecret("not empty");
        }
        var expected = credentials.secrets().stream().map(form::headerValue).toList();
        return webhook -> verify(expected, webhook);
    }

    private Optional<RejectionReason> verify(List<byte[]> expected, ReceivedWebhook webhook) {
        var value = webhook.header(Objects.requireNonNullElse(header, "authorization"));
        if (value == null) {
            return Optional.of(RejectionReason.SIGNATURE_MISSING);
        }
        return SignatureCheck.result(
                ConstantTime.isAnyOf(expected, List.of(form.normalized(value).getBytes(UTF_8))));
    }
}
