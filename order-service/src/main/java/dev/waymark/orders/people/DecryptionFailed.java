package dev.waymark.orders.people;

import dev.waymark.orders.projection.UnprocessableEvent;

/** A person's ciphertext does not decrypt under the person's key. No waiting mends it. */
public final class DecryptionFailed extends UnprocessableEvent {

    DecryptionFailed(String personId, Exception cause) {
        super("person " + personId + ": cannot be decrypted", cause);
    }
}
