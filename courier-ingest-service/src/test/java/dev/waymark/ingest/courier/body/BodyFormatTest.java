package dev.waymark.ingest.courier.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFormatTest {

    @Test
    void formIsAnObjectOfDecodedTexts() {
        var fields = BodyFormat.FORM.parse("pushid=17&ort=K%C3%B6ln+S%C3%BCd&leer=&ohne".getBytes(UTF_8));

        assertThat(fields.at("/pushid").asString()).isEqualTo("17");
        assertThat(fields.at("/ort").asString()).isEqualTo("Köln Süd");
        assertThat(fields.at("/leer").asString()).isEmpty();
        assertThat(fields.has("ohne")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&&&", "a=1&a=2", "a=%zz", "=1"})
    void formThatIsNoneIsMalformedAndNotQuoted(String body) {
        assertThatThrownBy(() -> BodyFormat.FORM.parse(body.getBytes(UTF_8)))
                .isInstanceOf(MalformedBody.class)
                .hasMessageContaining("expected")
                .hasMessageNotContaining("zz");
    }

    @Test
    void formOfEndlessFieldsIsMalformed() {
        var body = IntStream.range(0, 600).mapToObj(i -> i + "=1").collect(Collectors.joining("&"));

        assertThatThrownBy(() -> BodyFormat.FORM.parse(body.getBytes(UTF_8))).isInstanceOf(MalformedBody.class);
    }

    @Test
    void photoIsOneLongStringAndAccepted() {
        var body = "{\"deliveryPhoto\":\"" + "A".repeat(1 << 20) + "\"}";

        assertThat(BodyFormat.JSON
                        .parse(body.getBytes(UTF_8))
                        .at("/deliveryPhoto")
                        .asString())
                .hasSize(1 << 20);
    }

    /** Overlong forms of / and a, a surrogate, more than U+10FFFF, one byte of Latin-1, UTF-16 and a byte order mark. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2261223a22c0af227d",
                "7b2261223a22c1a1227d",
                "7b2261223a22f08080af227d",
                "7b2261223a22eda080227d",
                "7b2261223a22f4908080227d",
                "7b2261223a22e9227d",
                "7b002200610022003a0031007d00",
                "007b002200610022003a0031007d",
                "feff007b007d",
                "efbbbf7b7d"
            })
    void jsonInAnotherEncodingIsMalformed(String hex) {
        assertThatThrownBy(() -> BodyFormat.JSON.parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedBody.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=\u00c0\u00af", "a=\u00e9", "a=%C1%A1", "a=%e9", "%ff=a"})
    void formInAnotherEncodingIsMalformed(String latin1) {
        assertThatThrownBy(() -> BodyFormat.FORM.parse(latin1.getBytes(ISO_8859_1)))
                .isInstanceOf(MalformedBody.class);
    }

    @Test
    void formMayLeaveUtf8Unescaped() {
        assertThat(BodyFormat.FORM.parse("ort=Köln".getBytes(UTF_8)).at("/ort").asString())
                .isEqualTo("Köln");
    }

    @Test
    void nestingAndTokensAreBounded() {
        assertThatThrownBy(() -> BodyFormat.JSON.parse(("[".repeat(33) + "]".repeat(33)).getBytes(UTF_8)))
                .isInstanceOf(MalformedBody.class);
        assertThatThrownBy(() -> BodyFormat.JSON.parse(("[" + "1,".repeat(60_000) + "1]").getBytes(UTF_8)))
                .isInstanceOf(MalformedBody.class);
    }
}
