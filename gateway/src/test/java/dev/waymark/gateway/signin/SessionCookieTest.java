package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private static final Instant NOW = Instant.parse("2027-05-12T09:00:00Z");

    private final SessionPrincipal principal = new SessionPrincipal(
            "id", "person", SessionPrincipal.Role.CUSTOMER, "a···@b.example", NOW, NOW.plus(Duration.ofDays(30)));
    private final SessionCookie cookie = at(NOW, "0");

    @Test
    void whatWeWroteWeRead() {
        assertThat(cookie.read(cookie.of(principal).getValue())).contains(principal);
    }

    @Test
    void anotherGatewayWithTheSameKeyReadsItAndOneWithAnotherDoesNot() {
        var value = cookie.of(principal).getValue();

        assertThat(at(NOW, "0").read(value)).contains(principal);
        assertThat(at(NOW, "1").read(value)).isEmpty();
    }

    @Test
    void noByteOfItCanBeAltered() {
        var value = cookie.of(principal).getValue();

        for (var i = 0; i < value.length(); i++) {
            var other = value.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(cookie.read(value.substring(0, i) + other + value.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(cookie.read("")).isEmpty();
        assertThat(cookie.read(".")).isEmpty();
        assertThat(cookie.read(value.substring(0, value.indexOf('.') + 1))).isEmpty();
    }

    @Test
    void itEndsWithItsTimeWhateverTheBrowserKeeps() {
        var value = cookie.of(principal).getValue();

        assertThat(at(principal.expiresAt(), "0").read(value)).isEmpty();
    }

    @Test
    void itIsOutOfReachOfScriptsAndOfOtherSites() {
        var written = cookie.of(principal);

        assertThat(written.getName()).isEqualTo("__Host-waymark");
        assertThat(written.isHttpOnly()).isTrue();
        assertThat(written.isSecure()).isTrue();
        assertThat(written.getSameSite()).isEqualTo("Lax");
        assertThat(written.getPath()).isEqualTo("/");
        assertThat(written.getDomain()).isNull();
    }

    private static SessionCookie at(Instant now, String seed) {
        var key = Base64.getEncoder().encodeToString(seed.repeat(32).getBytes(UTF_8));
        var settings =
                new SessionSettings(key, true, Duration.ofDays(30), Duration.ofHours(12), Duration.ofMinutes(10), 5);
        return new SessionCookie(settings, Clock.fixed(now, ZoneOffset.UTC));
    }
}
