package dev.waymark.ingest.courier.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret, prepared to sign.
 *
 * @param prototype copied for each signature: a copy keeps the prepared key, and a {@code Mac} is for one thread at a time
 */
record HmacKey(Mac prototype) {

    static HmacKey of(String algorithm, byte[] key) {
        if (key.length == 0) {
            throw new InvalidCourierSecret("not empty");
        }
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return new HmacKey(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    /** The signature of the concatenated {@code parts}. */
    byte[] sign(List<byte[]> parts) {
        try {
            var mac = (Mac) prototype.clone();
            parts.forEach(mac::update);
            return mac.doFinal();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's " + prototype.getAlgorithm() + " can be copied", e);
        }
    }
}
