package dev.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Bytes from outside as text: {@code new String} and JSON readers make other characters of what is not UTF-8. */
public final class Utf8 {

    private Utf8() {}

    /** Empty when it is not UTF-8: overlong forms, surrogates and what lies past U+10FFFF are not. (RFC 3629, section 3) */
    public static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
