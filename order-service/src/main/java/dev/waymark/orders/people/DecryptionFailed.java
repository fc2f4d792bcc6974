package dev.waymark.orders.people;

/** A person's ciphertext does not decrypt under the person's key. */
public final class DecryptionFailed extends RuntimeException {

    DecryptionFailed(String personId, Exception cause) {
        super("person " + personId + ": cannot be decrypted", cause);
    }
}
