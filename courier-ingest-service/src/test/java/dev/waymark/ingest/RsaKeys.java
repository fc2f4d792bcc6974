package dev.waymark.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A few key pairs found long ago: under the quick compiler, finding one takes seconds. */
public final class RsaKeys {

    private static final List<KeyPair> KEYS = read("/keys/rsa.txt");
    private static final AtomicInteger NEXT = new AtomicInteger();

    private RsaKeys() {}

    /** Another one than the last three. */
    public static KeyPair next() {
        return KEYS.get(NEXT.getAndIncrement() % KEYS.size());
    }

    private static List<KeyPair> read(String resource) {
        try (var file = Objects.requireNonNull(RsaKeys.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RsaKeys::pair)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair pair(String encoded) {
        try {
            var rsa = KeyFactory.getInstance("RSA");
            var secret = (RSAPrivateCrtKey) rsa.generatePrivate(
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
            var published = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            return new KeyPair(rsa.generatePublic(published), secret);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
