package dev.waymark.ingest.courier.signature;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret ready to sign with. */
final class MacKey {

    private final Mac prototype;

    private MacKey(Mac prototype) {
        this.prototype = prototype;
    }

    static MacKey of(String algorithm, byte[] key) {
        if (key.length == 0) {
            throw new InvalidCourierSecret("not empty");
        }
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return new MacKey(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }

    /** The signature of {@code parts}, one after another. */
    byte[] sign(List<byte[]> parts) {
        var mac = copy();
        parts.forEach(mac::update);
        return mac.doFinal();
    }

    /** A copy keeps the prepared key, and a {@code Mac} is for one thread at a time. */
    private Mac copy() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's " + prototype.getAlgorithm() + " can be copied", e);
        }
    }
}
