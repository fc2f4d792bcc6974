package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.ingest.courier.body.BodyFormat;
import dev.waymark.ingest.courier.body.MalformedBody;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Judges signatures over content. */
final class ContentSignatureVerifier implements WebhookVerifier {

    private final SignatureSource list;
    private final SignedContent signed;
    private final @Nullable SignedTimestamp time;
    private final @Nullable String keyId;
    private final List<Accepted> accepted;
    private final AuthenticationMethod.VerificationContext means;

    ContentSignatureVerifier(
            SignatureSource list,
            SignedContent signed,
            @Nullable SignedTimestamp time,
            @Nullable String keyId,
            List<Accepted> accepted,
            AuthenticationMethod.VerificationContext means) {
        this.list = list;
        this.signed = signed;
        this.time = time;
        this.keyId = keyId;
        this.accepted = List.copyOf(accepted);
        this.means = means;
    }

    /**
     * Inside the window the same webhook may come again: it reads as the same checkpoints. The time is judged after the
     * signature, so that a clock which is off is told from a forgery.
     */
    @Override
    public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
        var json = lazily(webhook);
        var printed = list.place().in(webhook, json);
        if (printed == null) {
            return Optional.of(RejectionReason.SIGNATURE_MISSING);
        }
        var elements = list.elements(printed);
        var timestamp = timestamp(webhook, elements, json);
        if (time != null && timestamp == null) {
            return Optional.of(RejectionReason.SIGNATURE_MISSING);
        }
        return switch (verdict(webhook, elements, timestamp, json)) {
            case KEY_NOT_CACHED -> Optional.of(RejectionReason.KEY_NOT_CACHED);
            case WRONG -> Optional.of(RejectionReason.SIGNATURE_INVALID);
            case RIGHT -> isNow(timestamp) ? Optional.empty() : Optional.of(RejectionReason.OUTSIDE_REPLAY_WINDOW);
        };
    }

    @Override
    public Set<String> signatureHeaders() {
        var headers = new HashSet<>(signed.headers());
        addTo(headers, list.place().header());
        addTo(headers, keyId);
        var place = time == null ? null : time.place();
        addTo(headers, place == null ? null : place.header());
        return headers;
    }

    private SignatureCheck.Verdict verdict(
            ReceivedWebhook webhook, List<String> elements, @Nullable String timestamp, Supplier<JsonNode> json) {
        var worst = SignatureCheck.Verdict.WRONG;
        for (var way : accepted) {
            var verdict = way.proof()
                    .judge(
                            list.signatures(elements, way.prefix()),
                            secret -> signed.of(webhook, timestamp, secret, json),
                            webhook);
            if (verdict == SignatureCheck.Verdict.RIGHT) {
                return verdict;
            }
            worst = verdict == SignatureCheck.Verdict.KEY_NOT_CACHED ? verdict : worst;
        }
        return worst;
    }

    private @Nullable String timestamp(ReceivedWebhook webhook, List<String> elements, Supplier<JsonNode> json) {
        if (time == null) {
            return null;
        }
        var place = time.place();
        if (place != null) {
            return place.in(webhook, json);
        }
        var element = String.valueOf(time.element());
        return elements.stream()
                .filter(one -> one.startsWith(element))
                .map(one -> one.substring(element.length()))
                .findFirst()
                .orElse(null);
    }

    private boolean isNow(@Nullable String timestamp) {
        return time == null
                || timestamp == null
                || time.isWithin(means.replayWindow(), means.clock().instant(), timestamp);
    }

    private static void addTo(Set<String> headers, @Nullable String name) {
        if (name != null) {
            headers.add(name);
        }
    }

    /** Parsed before it is proved, so only where the courier signs what stands inside, and within the usual limits. */
    private static Supplier<JsonNode> lazily(ReceivedWebhook webhook) {
        return new Supplier<>() {
            private @Nullable JsonNode parsed;

            @Override
            public JsonNode get() {
                var known = parsed;
                if (known == null) {
                    known = tree(webhook.body());
                    parsed = known;
                }
                return known;
            }
        };
    }

    private static JsonNode tree(byte[] body) {
        try {
            return BodyFormat.JSON.parse(body);
        } catch (MalformedBody nothingInside) {
            return MissingNode.getInstance();
        }
    }

    /** Signatures that begin with {@code prefix} are judged by {@code proof}. */
    record Accepted(String prefix, SignatureCheck proof) {}
}
