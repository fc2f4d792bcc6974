package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * A session as a browser keeps it, in a cookie, or an app, as a bearer token: its id, signed, so that whoever reads our store
 * cannot make one. Who it is and how long it goes on is looked up at each request.
 */
public final class SessionCookie {

    private static final String BEARER = "Bearer ";

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
        return cookie(name(), token(principal), settings.absoluteTimeout(principal.isStaff()));
    }

    /** What an app sends as {@code Authorization: Bearer}. (RFC 6750, section 2.1) */
    public String token(SessionPrincipal principal) {
        var id = principal.sessionId();
        return id + "." + hmac.base64Url(id);
    }

    public ResponseCookie none() {
        return cookie(name(), "", Duration.ZERO);
    }

    /** The id of the session that comes with {@code exchange}, if we wrote its token or cookie. */
    public Optional<String> read(ServerWebExchange exchange) {
        return bearer(exchange).or(() -> value(name(), exchange)).flatMap(this::read);
    }

    /** Whether it comes by cookie, which a browser adds without being asked. */
    public boolean isFromCookie(ServerWebExchange exchange) {
        return bearer(exchange).isEmpty() && read(exchange).isPresent();
    }

    private static Optional<String> bearer(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
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
