package dev.waymark.ingest.courier;

import java.util.Locale;

/** Why a webhook is rejected. */
public enum RejectionReason {
    /** No such courier, or not at this address. */
    COURIER_UNKNOWN,
    METHOD_NOT_ALLOWED,
    CONTENT_TYPE_UNSUPPORTED,
    /** Compressed: what a few bytes decompress to has no bound. */
    CONTENT_ENCODING_UNSUPPORTED,
    BODY_TOO_LARGE,
    /** No signature, token or other credential. */
    SIGNATURE_MISSING,
    /** Signed without knowledge of the secret, or changed on the way. */
    SIGNATURE_INVALID,
    SOURCE_IP_NOT_ALLOWED,
    /** Signed by a key of the courier's key set that is not fetched yet: the courier's next attempt finds it. */
    KEY_NOT_CACHED,
    /** Signed correctly, but not now: a recorded webhook is replayed, or a clock is off. */
    OUTSIDE_REPLAY_WINDOW;

    /** Whether the sender was not authenticated; a courier may expect a response of its own to that. */
    public boolean isAuthenticationFailure() {
        return switch (this) {
            case SIGNATURE_MISSING, SIGNATURE_INVALID, SOURCE_IP_NOT_ALLOWED, OUTSIDE_REPLAY_WINDOW -> true;
            case COURIER_UNKNOWN,
                    METHOD_NOT_ALLOWED,
                    CONTENT_TYPE_UNSUPPORTED,
                    CONTENT_ENCODING_UNSUPPORTED,
                    BODY_TOO_LARGE,
                    KEY_NOT_CACHED -> false;
        };
    }

    /** The value of the metrics' {@code reason} tag. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
