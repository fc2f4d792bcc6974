package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The courier signs nothing: only an address that nobody can guess distinguishes its webhooks from others'. */
@JsonTypeName("secret-path")
record SecretPath() implements AuthenticationMethod {

    /** Some 120 bits when drawn at random from these letters. */
    private static final Pattern UNGUESSABLE = Pattern.compile("[A-Za-z0-9_-]{20,128}");

    @Override
    public boolean isUsableWith(CourierCredentials credentials) {
        return !credentials.path().isEmpty();
    }

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        if (!credentials.path().stream()
                .allMatch(path -> UNGUESSABLE.matcher(path).matches())) {
            throw new InvalidCourierSecret("a path of 20..128 letters, digits, - and _");
        }
        return new PathVerifier(
                credentials.path().stream().map(path -> path.getBytes(UTF_8)).toList());
    }

    private record PathVerifier(List<byte[]> paths) implements WebhookVerifier {

        @Override
        public boolean acceptsPath(@Nullable String secretPath) {
            return secretPath != null && ConstantTime.isAnyOf(paths, List.of(secretPath.getBytes(UTF_8)));
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            return acceptsPath(webhook.secretPath()) ? Optional.empty() : Optional.of(RejectionReason.COURIER_UNKNOWN);
        }
    }
}
