package dev.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, and identifiers made by it: the same facts give the same 128 bits, on any machine and in any year. */
public final class Digests {

    private static final int BYTES = 16;

    private Digests() {}

    /** The first 128 bits of SHA-256 over {@code parts}, in hexadecimal. Each part is written with its length first. */
    public static String of(String... parts) {
        var digest = newSha256();
        for (var part : parts) {
            var bytes = part.getBytes(UTF_8);
            // Without the lengths ("a", "bc") and ("ab", "c") would be one identity.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** SHA-256 over {@code parts}, one after the other. */
    public static byte[] sha256(byte[]... parts) {
        var digest = newSha256();
        for (var part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    public static String sha256Hex(byte[] content) {
        return HexFormat.of().formatHex(sha256(content));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
