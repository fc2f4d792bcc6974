package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;

/** Seals text by AES-GCM under a key of its own for each context: it opens in no other. */
public final class TextSeal {

    private final Hmac keys;

    public TextSeal(Hmac keys) {
        this.keys = keys;
    }

    public String seal(String text, String context) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(cipher(context).encrypt(text.getBytes(UTF_8)));
    }

    /** Empty when it is not ours, or not of this context. */
    public Optional<String> open(String sealed, String context) {
        try {
            var text = cipher(context).decrypt(Base64.getUrlDecoder().decode(sealed));
            return Optional.of(new String(text, UTF_8));
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    private BytesEncryptor cipher(String context) {
        var key = new SecretKeySpec(keys.hash(context), "AES");
        return AesGcmBytesEncryptor.withSecretKey(key).build();
    }
}
