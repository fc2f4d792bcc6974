package dev.waymark.ingest.courier.signature;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of one courier, current and previous, ready to sign with. */
final class HmacKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<Mac> prototypes;

    HmacKeys(List<byte[]> keys) {
        prototypes = keys.stream().map(HmacKeys::keyed).toList();
    }

    /** Whether {@code signature} is over {@code parts}, one after another, by any of the keys. */
    boolean anySigned(byte[] signature, byte[]... parts) {
        var signed = false;
        for (var prototype : prototypes) {
            // Every key is tried, and each comparison takes the same time: how long the answer took must tell nothing.
            signed |= MessageDigest.isEqual(signature(prototype, parts), signature);
        }
        return signed;
    }

    private static byte[] signature(Mac prototype, byte[]... parts) {
        var mac = copy(prototype);
        for (var part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** A copy keeps the prepared key, and a {@code Mac} is for one thread at a time. */
    private static Mac copy(Mac prototype) {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The platform's " + ALGORITHM + " can be copied", e);
        }
    }

    private static Mac keyed(byte[] key) {
        if (key.length == 0) {
            throw new CourierSecretUnusable("not empty");
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
