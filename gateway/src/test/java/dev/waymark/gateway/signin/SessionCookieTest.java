package dev.waymark.gateway.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

    private final SessionPrincipal principal = new SessionPrincipal(
            "id",
            "person",
            null,
            SessionPrincipal.Role.CUSTOMER,
            "a···@b.example",
            Instant.parse("2027-05-12T09:00:00Z"),
            false);
    private final SessionCookie cookie = keyed("0");

    @Test
    void whatWeWroteWeRead() {
        assertThat(cookie.read(cookie.of(principal).getValue())).contains("id");
    }

    @Test
    void anotherGatewayWithTheSameKeyReadsItAndOneWithAnotherDoesNot() {
        var value = cookie.of(principal).getValue();

        assertThat(keyed("0").read(value)).contains("id");
        assertThat(keyed("1").read(value)).isEmpty();
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
    void nothingOfThePersonIsInIt() {
        var value = cookie.of(principal).getValue();

        assertThat(value).startsWith("id.").doesNotContain("person", "CUSTOMER");
        assertThat(cookie.of(principal).getMaxAge()).isEqualTo(Duration.ofDays(90));
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

    private static SessionCookie keyed(String seed) {
        var key = Base64.getEncoder().encodeToString(seed.repeat(32).getBytes(UTF_8));
        return new SessionCookie(new SessionSettings(
                key,
                true,
                Duration.ofDays(30),
                Duration.ofDays(90),
                Duration.ofHours(1),
                Duration.ofHours(12),
                Duration.ofMinutes(10),
                5));
    }
}
