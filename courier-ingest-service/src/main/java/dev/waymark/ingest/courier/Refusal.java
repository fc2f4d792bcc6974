package dev.waymark.ingest.courier;

import java.util.Locale;

/** Why a webhook was not taken in. */
public enum Refusal {
    /** No such courier here, or not at this address. */
    COURIER_UNKNOWN,
    /** Not said to be JSON. */
    CONTENT_TYPE,
    /** Compressed: what a few bytes grow to is nobody's promise. */
    CONTENT_ENCODING,
    /** Larger than any webhook we know. */
    TOO_LARGE,
    /** Nothing that could prove its origin. */
    SIGNATURE_MISSING,
    /** Signed by somebody who does not know the secret, or changed on the way. */
    SIGNATURE_WRONG,
    /** Rightly signed, but not now: a recorded webhook played again, or a clock that is off. */
    OUTSIDE_REPLAY_WINDOW;

    /** As metrics call it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
