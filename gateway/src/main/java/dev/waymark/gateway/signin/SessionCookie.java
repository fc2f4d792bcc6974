package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * A session as a browser keeps it: its id, signed, so that whoever reads our store cannot make one. Who it is and how long
 * it goes on is looked up at each request.
 */
public final class SessionCookie {

    private final SessionSettings settings;
    private final Hmac hmac;

    public SessionCookie(SessionSettings settings) {
        this.settings = settings;
        this.hmac = settings.hmac("session");
    }

    /** {@code __Host-} binds a cookie to this host and to https, and browsers refuse it without. */
    public String name() {
        return settings.secure() ? "__Host-waymark" : "waymark";
    }

    /** Kept by the browser for as long as the session can go on at most. */
    public ResponseCookie of(SessionPrincipal principal) {
        var id = principal.sessionId();
        return cookie(name(), id + "." + hmac.base64Url(id), settings.absoluteTimeout(principal.isStaff()));
    }

    public ResponseCookie none() {
        return cookie(name(), "", Duration.ZERO);
    }

    /** The id of the session that comes with {@code exchange}, if we wrote its cookie. */
    public Optional<String> read(ServerWebExchange exchange) {
        return value(name(), exchange).flatMap(this::read);
    }

    Optional<String> read(String value) {
        var dot = value.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        var id = value.substring(0, dot);
        // Constant time: a plain equals tells an attacker how many leading bytes were right.
        var ours = MessageDigest.isEqual(
                hmac.base64Url(id).getBytes(UTF_8), value.substring(dot + 1).getBytes(UTF_8));
        return ours ? Optional.of(id) : Optional.empty();
    }

    public static Optional<String> value(String name, ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name))
                .map(HttpCookie::getValue);
    }

    public ResponseCookie cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(settings.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }
}
