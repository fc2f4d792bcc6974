package dev.waymark.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HmacTest {

    private final Hmac hmac = new Hmac("Jefe".getBytes(UTF_8));

    /** RFC 4231, test case 2. */
    @Test
    void hashIsThatOfTheStandard() {
        assertThat(HexFormat.of().formatHex(hmac.hash("what do ya want for nothing?".getBytes(UTF_8))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void partsAreToldApart() {
        assertThat(hmac.id("a", "bc")).hasSize(32).isNotEqualTo(hmac.id("ab", "c"));
    }

    /** What is stored under these hashes has to be found again. */
    @Test
    void hashesStayWhatTheyWere() {
        assertThat(hmac.id("contact", "EMAIL", "anna@example.com")).isEqualTo("fafb4285ff877bb7d6b2eacaa449d15a");
        assertThat(hmac.derive("waymark.gateway/code").base64Url("text"))
                .isEqualTo("1NH3P2BwQD4S_ECquSN3d91XvVkoFqunldxSp-WCvv4");
    }
}
