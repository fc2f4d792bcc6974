package dev.waymark.ingest.courier;

import java.util.Locale;

/** Why a webhook was not taken in. */
public enum Refusal {
    /** No such courier here, or not at this address. */
    COURIER_UNKNOWN,
    /** Not by the method that this courier uses. */
    METHOD,
    /** Not said to be in the format that this courier writes. */
    CONTENT_TYPE,
    /** Compressed: what a few bytes grow to is nobody's promise. */
    CONTENT_ENCODING,
    /** Larger than any webhook we know. */
    TOO_LARGE,
    /** Nothing that could prove its origin. */
    SIGNATURE_MISSING,
    /** Signed by somebody who does not know the secret, or changed on the way. */
    SIGNATURE_WRONG,
    /** From an address that is not the courier's. */
    SENDER_FOREIGN,
    /** Signed by a key that we have not got yet: the next try finds it. */
    KEY_AWAITED,
    /** Rightly signed, but not now: a recorded webhook played again, or a clock that is off. */
    OUTSIDE_REPLAY_WINDOW;

    /** Whether nobody could prove whose it is; a courier may have words of its own for that. */
    public boolean isUnproven() {
        return switch (this) {
            case SIGNATURE_MISSING, SIGNATURE_WRONG, SENDER_FOREIGN, OUTSIDE_REPLAY_WINDOW -> true;
            case COURIER_UNKNOWN, METHOD, CONTENT_TYPE, CONTENT_ENCODING, TOO_LARGE, KEY_AWAITED -> false;
        };
    }

    /** As metrics call it. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
