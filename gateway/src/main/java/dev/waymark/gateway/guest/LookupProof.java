package dev.waymark.gateway.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.crypto.Hmac;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * That this browser found an order by its number and a contact: the page behind the order's link shows it more than whoever
 * only has the link. A cookie that no script reads, bound to that link, so that passing the link on passes nothing else on.
 */
public final class LookupProof {

    /** As long as somebody is about it. */
    private static final Duration VALID = Duration.ofHours(1);

    private final SessionCookie cookie;
    private final Hmac hmac;
    private final Clock clock;

    public LookupProof(SessionCookie cookie, SessionSettings settings, Clock clock) {
        this.cookie = cookie;
        this.hmac = settings.hmac("lookup");
        this.clock = clock;
    }

    /** For the browser that found the order of {@code token}. */
    public ResponseCookie of(String token) {
        var until = clock.instant().plus(VALID).getEpochSecond();
        return cookie.cookie(name(), until + "." + hash(token, until), VALID);
    }

    /** Whether this browser found the order of {@code token} a short while ago. */
    public boolean isFor(String token, ServerWebExchange exchange) {
        var parts = SessionCookie.value(name(), exchange).orElse("").split("\\.", 2);
        return parts.length == 2
                && parts[0].matches("[0-9]{1,12}")
                && Instant.ofEpochSecond(Long.parseLong(parts[0])).isAfter(clock.instant())
                && MessageDigest.isEqual(
                        parts[1].getBytes(UTF_8),
                        hash(token, Long.parseLong(parts[0])).getBytes(UTF_8));
    }

    private String hash(String token, long until) {
        return hmac.base64Url(token + "\n" + until);
    }

    private String name() {
        return cookie.name() + "-found";
    }
}
