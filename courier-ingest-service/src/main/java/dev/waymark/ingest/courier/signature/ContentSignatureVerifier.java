package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures over content.
 *
 * @param schemes tried in order; one valid signature is enough
 */
record ContentSignatureVerifier(
        SignatureSource source,
        SignedContent content,
        @Nullable SignedTimestamp signedTimestamp,
        Set<String> signatureHeaders,
        List<Scheme> schemes,
        VerificationContext context)
        implements WebhookVerifier {

    /** @param keyIdHeader the header that names a key of a published set */
    static ContentSignatureVerifier of(
            SignatureSource source,
            SignedContent content,
            @Nullable SignedTimestamp signedTimestamp,
            @Nullable String keyIdHeader,
            List<Scheme> schemes,
            VerificationContext context) {
        var timestampHeader = signedTimestamp == null ? null : signedTimestamp.header();
        var headers = Stream.concat(
                        content.headers().stream(), Stream.of(source.header(), keyIdHeader, timestampHeader))
                .filter(Objects::nonNull)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        return new ContentSignatureVerifier(source, content, signedTimestamp, headers, schemes, context);
    }

    /**
     * Inside the window the same webhook may come again: it maps to the same checkpoints. The time is checked after the
     * signature, so that a clock which is off is distinguished from a forgery.
     */
    @Override
    public Optional<RejectionReason> verify(ReceivedWebhook received) {
        var webhook = new UnverifiedWebhook(received);
        var value = source.field().in(webhook);
        if (value == null) {
            return Optional.of(RejectionReason.SIGNATURE_MISSING);
        }
        var elements = source.elements(value);
        var timestamp = signedTimestamp == null ? null : signedTimestamp.in(webhook, elements);
        if (signedTimestamp != null && timestamp == null) {
            return Optional.of(RejectionReason.SIGNATURE_MISSING);
        }
        return checkSignatures(webhook, elements, timestamp).or(() -> checkReplayWindow(timestamp));
    }

    private Optional<RejectionReason> checkSignatures(
            UnverifiedWebhook webhook, List<String> elements, @Nullable String timestamp) {
        var result = SignatureCheck.result(false);
        for (var scheme : schemes) {
            result = scheme.check()
                    .check(
                            source.signatures(elements, scheme.prefix()),
                            secret -> content.bytes(webhook, timestamp, secret),
                            webhook.received());
            if (result.isEmpty()) {
                return result;
            }
        }
        return result;
    }

    private Optional<RejectionReason> checkReplayWindow(@Nullable String timestamp) {
        return signedTimestamp == null
                        || timestamp == null
                        || signedTimestamp.isWithin(
                                context.replayWindow(), context.clock().instant(), timestamp)
                ? Optional.empty()
                : Optional.of(RejectionReason.OUTSIDE_REPLAY_WINDOW);
    }

    /** Signatures with {@code prefix} are checked by {@code check}. */
    record Scheme(String prefix, SignatureCheck check) {}
}
