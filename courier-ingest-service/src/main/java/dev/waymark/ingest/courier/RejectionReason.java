package dev.waymark.ingest.courier;

import dev.waymark.contract.Problem;
import java.util.Locale;

/** Why a webhook is rejected. */
public enum RejectionReason {
    /** No such courier, or not at this address. */
    COURIER_UNKNOWN(Problem.COURIER_UNKNOWN),
    METHOD_NOT_ALLOWED(Problem.METHOD_NOT_ALLOWED),
    CONTENT_TYPE_UNSUPPORTED(Problem.UNSUPPORTED_MEDIA_TYPE),
    /** Compressed: what a few bytes decompress to has no bound. */
    CONTENT_ENCODING_UNSUPPORTED(Problem.CONTENT_ENCODING_UNSUPPORTED),
    BODY_TOO_LARGE(Problem.PAYLOAD_TOO_LARGE),
    /** Forged as too many of its sender's before it. */
    TOO_MANY_FORGED(Problem.TOO_MANY_REQUESTS),
    /** Signed by a key of the courier's key set that is not fetched yet: the courier's next attempt finds it. */
    KEY_NOT_CACHED(Problem.KEY_NOT_CACHED),

    // One problem for the rest: which part of a forgery was right is nobody's business.

    /** No signature, token or other credential. */
    SIGNATURE_MISSING(Problem.WEBHOOK_UNPROVEN),
    /** Signed without knowledge of the secret, or changed on the way. */
    SIGNATURE_INVALID(Problem.WEBHOOK_UNPROVEN),
    SOURCE_IP_NOT_ALLOWED(Problem.WEBHOOK_UNPROVEN),
    /** Signed correctly, but not now: a recorded webhook is replayed, or a clock is off. */
    OUTSIDE_REPLAY_WINDOW(Problem.WEBHOOK_UNPROVEN);

    private final Problem problem;

    RejectionReason(Problem problem) {
        this.problem = problem;
    }

    /** What the sender is answered, unless its courier expects something else. */
    public Problem problem() {
        return problem;
    }

    /** Whether the sender was not authenticated; a courier may expect a response of its own to that. */
    public boolean isAuthenticationFailure() {
        return problem == Problem.WEBHOOK_UNPROVEN;
    }

    /** Whether whoever sent it may be guessing; a courier whose clock is off is not. */
    public boolean isForged() {
        return this == COURIER_UNKNOWN
                || this == SIGNATURE_MISSING
                || this == SIGNATURE_INVALID
                || this == SOURCE_IP_NOT_ALLOWED;
    }

    /** The value of the metrics' {@code reason} tag. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
