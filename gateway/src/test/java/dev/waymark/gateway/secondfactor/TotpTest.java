package dev.waymark.gateway.secondfactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.util.UriComponentsBuilder;

class TotpTest {

    /** "12345678901234567890", the secret of RFC 6238's test vectors. */
    private static final Totp OF_THE_RFC = new Totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    /** RFC 6238, appendix B, SHA-1: the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codeIsThatOfTheStandard(long second, String code) {
        assertThat(OF_THE_RFC.step(code, Instant.ofEpochSecond(second))).hasValue(second / 30);
    }

    @Test
    void neighbouringStepsCountAndNoOthers() {
        var at = Instant.ofEpochSecond(1_234_567_890);

        assertThat(OF_THE_RFC.step("005924", at.plusSeconds(30))).hasValue(41_152_263);
        assertThat(OF_THE_RFC.step("005924", at.minusSeconds(30))).hasValue(41_152_263);
        assertThat(OF_THE_RFC.step("005924", at.plusSeconds(60))).isEmpty();
        assertThat(OF_THE_RFC.step("005924", at.minusSeconds(60))).isEmpty();
        assertThat(OF_THE_RFC.step("5924", at)).isEmpty();
    }

    @Test
    void secretIsTheFirst160BitsInBase32() {
        assertThat(Totp.of("12345678901234567890and more".getBytes(UTF_8))).isEqualTo(OF_THE_RFC);
        assertThat(Totp.of(new byte[32]).step("328482", Instant.ofEpochSecond(0)))
                .hasValue(0);
    }

    @Test
    void uriNamesTheAccountHoweverItIsSpelled() {
        var uri = OF_THE_RFC.uri("Лавка & Co", "m···@lavka.example");

        assertThat(uri).startsWith("otpauth://totp/").doesNotContain(" ", "Л");
        var read = UriComponentsBuilder.fromUriString(uri).build();
        assertThat(URLDecoder.decode(read.getPath(), UTF_8)).isEqualTo("/Лавка & Co:m···@lavka.example");
        assertThat(read.getQueryParams().getFirst("secret")).isEqualTo(OF_THE_RFC.secret());
    }
}
