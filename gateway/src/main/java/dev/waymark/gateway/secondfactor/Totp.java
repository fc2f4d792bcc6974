package dev.waymark.gateway.secondfactor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Time-based one-time passwords (RFC 6238) of the kind that every authenticator app makes: SHA-1, six digits, a new one
 * every 30 seconds.
 *
 * @param secret 160 bits, as RFC 4226 (4, R6) recommends, in base 32 (RFC 4648)
 */
record Totp(String secret) {

    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();
    private static final long STEP_SECONDS = GENERATOR.getTimeStep().toSeconds();

    /** For a clock that is not right and a person who types slowly: one step before and after. (RFC 6238, 5.2) */
    private static final int WINDOW = 1;

    private static final int SECRET_BITS = 160;
    private static final int BITS_PER_DIGIT = 5;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** By the first 160 of {@code bits}, which nobody may be able to guess. */
    static Totp of(byte[] bits) {
        var number = new BigInteger(1, Arrays.copyOf(bits, SECRET_BITS / Byte.SIZE));
        var secret = new StringBuilder();
        for (var shift = SECRET_BITS - BITS_PER_DIGIT; shift >= 0; shift -= BITS_PER_DIGIT) {
            secret.append(BASE_32.charAt(number.shiftRight(shift).intValue() & (BASE_32.length() - 1)));
        }
        return new Totp(secret.toString());
    }

    /** The time step that {@code code} is of, if that is now's or a neighbour; all are compared, each in constant time. */
    OptionalLong step(String code, Instant now) {
        var current = now.getEpochSecond() / STEP_SECONDS;
        return LongStream.rangeClosed(current - WINDOW, current + WINDOW)
                .filter(step -> MessageDigest.isEqual(code(step).getBytes(UTF_8), code.getBytes(UTF_8)))
                .max();
    }

    private String code(long step) {
        try {
            var key = new SecretKeySpec(bytes(), GENERATOR.getAlgorithm());
            return GENERATOR.generateOneTimePasswordString(key, Instant.ofEpochSecond(step * STEP_SECONDS));
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Any bytes are a key of HMAC", e);
        }
    }

    /** A one goes in front, which keeps the zeros that follow it. */
    private byte[] bytes() {
        var bits = secret.chars()
                .mapToObj(digit -> BigInteger.valueOf(BASE_32.indexOf(digit)))
                .reduce(
                        BigInteger.ONE,
                        (before, digit) -> before.shiftLeft(BITS_PER_DIGIT).or(digit));
        var bytes = bits.toByteArray();
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    /** What an app reads from a QR code. */
    String uri(String issuer, String account) {
        return UriComponentsBuilder.fromUriString("otpauth://totp/{label}")
                .queryParam("secret", secret)
                .queryParam("issuer", "{issuer}")
                .encode()
                .buildAndExpand(issuer + ":" + account, issuer)
                .toUriString();
    }
}
