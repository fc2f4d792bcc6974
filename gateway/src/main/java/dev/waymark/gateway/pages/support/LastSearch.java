package dev.waymark.gateway.pages.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * What an operator looked for last. It is personal data and must not stay in any address, so the browser keeps it, sealed,
 * until its window closes; any gateway opens it, and only for the session it was typed in.
 */
public final class LastSearch {

    private static final String NAME = "waymark-desk";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;
    private final boolean secure;

    public LastSearch(SessionSettings settings) {
        this.key = new SecretKeySpec(settings.hmac("desk-search").hash("key".getBytes(UTF_8)), "AES");
        this.secure = settings.secure();
    }

    /** Keeps {@code query}; an empty one is forgotten. */
    public ResponseCookie keeping(String query, SessionPrincipal operator) {
        var cookie = ResponseCookie.from(NAME, query.isEmpty() ? "" : sealed(query, operator))
                .httpOnly(true)
                .secure(secure)
                .sameSite("Strict")
                .path("/support");
        return query.isEmpty() ? cookie.maxAge(0).build() : cookie.build();
    }

    /** Empty when nothing was looked for in this session. */
    public Optional<String> query(ServerWebExchange exchange, SessionPrincipal operator) {
        var cookie = exchange.getRequest().getCookies().getFirst(NAME);
        return cookie == null ? Optional.empty() : opened(cookie.getValue(), operator);
    }

    private String sealed(String query, SessionPrincipal operator) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, operator).doFinal(query.getBytes(UTF_8));
            var whole =
                    ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }

    /** What is not ours, or not of this session, is nothing. */
    private Optional<String> opened(String value, SessionPrincipal operator) {
        try {
            var whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(value));
            if (whole.remaining() <= NONCE_BYTES) {
                return Optional.empty();
            }
            var nonce = new byte[NONCE_BYTES];
            whole.get(nonce);
            var sealed = new byte[whole.remaining()];
            whole.get(sealed);
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, nonce, operator).doFinal(sealed), UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, SessionPrincipal operator) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(operator.sessionId().getBytes(UTF_8));
        return cipher;
    }
}
