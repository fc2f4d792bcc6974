package dev.waymark.gateway.pages.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.crypto.Hmac;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.ResponseCookie;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.web.server.ServerWebExchange;

/**
 * What an operator looked for last. It is personal data and must not stay in any address, so the browser keeps it, sealed,
 * until its window closes; any gateway opens it, and only for the session it was typed in.
 */
public final class LastSearch {

    private static final String NAME = "waymark-desk";
    private static final int NONCE_BYTES = 16;

    private final Hmac keys;
    private final boolean secure;

    public LastSearch(SessionSettings settings) {
        this.keys = settings.hmac("desk-search");
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
        return SessionCookie.value(NAME, exchange).flatMap(value -> opened(value, operator));
    }

    private String sealed(String query, SessionPrincipal operator) {
        var sealed = cipher(operator).encrypt(query.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** What is not ours, or not of this session, is nothing. */
    private Optional<String> opened(String value, SessionPrincipal operator) {
        try {
            var query = cipher(operator).decrypt(Base64.getUrlDecoder().decode(value));
            return Optional.of(new String(query, UTF_8));
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    private BytesEncryptor cipher(SessionPrincipal operator) {
        var key = new SecretKeySpec(keys.hash(operator.sessionId()), "AES");
        return new AesBytesEncryptor(key, KeyGenerators.secureRandom(NONCE_BYTES), CipherAlgorithm.GCM);
    }
}
