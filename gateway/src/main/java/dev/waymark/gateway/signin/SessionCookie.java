package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/** A session as a browser keeps it: readable, for the contact in it is masked, but not to be altered. */
public final class SessionCookie {

    private static final String FIELD_END = "\n";
    private static final int FIELDS = 6;

    private final SessionSettings settings;
    private final Hmac hmac;
    private final Clock clock;

    public SessionCookie(SessionSettings settings, Clock clock) {
        this.settings = settings;
        this.hmac = settings.hmac("session");
        this.clock = clock;
    }

    /** {@code __Host-} binds a cookie to this host and to https, and browsers refuse it without. */
    public String name() {
        return settings.secure() ? "__Host-waymark" : "waymark";
    }

    public ResponseCookie of(SessionPrincipal principal) {
        var fields = String.join(
                FIELD_END,
                principal.sessionId(),
                principal.personRef(),
                principal.role().name(),
                principal.maskedContact(),
                String.valueOf(principal.issuedAt().getEpochSecond()),
                String.valueOf(principal.expiresAt().getEpochSecond()));
        var payload = Base64.getUrlEncoder().withoutPadding().encodeToString(fields.getBytes(UTF_8));
        var value = payload + "." + hmac.base64Url(payload);
        return cookie(name(), value, Duration.between(clock.instant(), principal.expiresAt()));
    }

    public ResponseCookie none() {
        return cookie(name(), "", Duration.ZERO);
    }

    /** Who comes with {@code exchange}, if we wrote its cookie and its time is not over. */
    public Optional<SessionPrincipal> read(ServerWebExchange exchange) {
        return value(name(), exchange).flatMap(this::read);
    }

    Optional<SessionPrincipal> read(String value) {
        var dot = value.indexOf('.');
        if (dot < 1) {
            return Optional.empty();
        }
        var payload = value.substring(0, dot);
        // Constant time: a plain equals tells an attacker how many leading bytes were right.
        var ours = MessageDigest.isEqual(
                hmac.base64Url(payload).getBytes(UTF_8),
                value.substring(dot + 1).getBytes(UTF_8));
        return ours
                ? principal(payload).filter(principal -> principal.expiresAt().isAfter(clock.instant()))
                : Optional.empty();
    }

    private static Optional<SessionPrincipal> principal(String payload) {
        var fields = new String(Base64.getUrlDecoder().decode(payload), UTF_8).split(FIELD_END, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SessionPrincipal(
                    fields[0],
                    fields[1],
                    SessionPrincipal.Role.valueOf(fields[2]),
                    fields[3],
                    Instant.ofEpochSecond(Long.parseLong(fields[4])),
                    Instant.ofEpochSecond(Long.parseLong(fields[5]))));
        } catch (IllegalArgumentException | DateTimeException olderShape) {
            return Optional.empty();
        }
    }

    public static Optional<String> value(String name, ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getCookies().getFirst(name))
                .map(HttpCookie::getValue);
    }

    ResponseCookie cookie(String name, String value, Duration age) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(settings.secure())
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }
}
