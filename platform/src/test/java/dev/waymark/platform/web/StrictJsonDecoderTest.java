package dev.waymark.platform.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.contract.Problem;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StrictJsonDecoderTest {

    private static final ResolvableType BODY = ResolvableType.forClass(Body.class);

    private final StrictJsonDecoder decoder = new StrictJsonDecoder(new JsonMapper());

    @Test
    void utf8IsRead() {
        assertThat(decode("{\"text\": \"Köln 😀 \u0442\"}".getBytes(UTF_8), BODY))
                .isEqualTo(new Body("Köln 😀 \u0442"));
    }

    /** Overlong forms of / and a, a surrogate, more than U+10FFFF, one byte of Latin-1, UTF-16 and a byte order mark. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2274657874223a22c0af227d",
                "7b2274657874223a22c1a1227d",
                "7b2274657874223a22f08080af227d",
                "7b2274657874223a22eda080227d",
                "7b2274657874223a22f4908080227d",
                "7b2274657874223a22e9227d",
                "7b007d00",
                "007b007d",
                "feff007b007d",
                "efbbbf7b7d"
            })
    void otherEncodingIsUnreadable(String hex) {
        assertUnreadable(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", " null ", " ", "\n", "{", "[[1]", "{} }"})
    void whatIsNoJsonOrSaysNothingIsUnreadableWhereverItIsSent(String json) {
        assertUnreadable(json.getBytes(UTF_8));
    }

    @Test
    void endlessNestingIsUnreadableWhereverItIsSent() {
        assertUnreadable("[".repeat(100_000).getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "application/json;charset=UTF-8, true",
        "application/json;charset=us-ascii, true",
        "application/json;charset=utf-16, false",
        "application/json;charset=iso-8859-1, false",
        "text/plain, false"
    })
    void otherCharsetIsNotReadAtAll(String type, boolean read) {
        assertThat(decoder.canDecode(BODY, MediaType.parseMediaType(type))).isEqualTo(read);
    }

    private void assertUnreadable(byte[] bytes) {
        for (var type : new ResolvableType[] {BODY, ResolvableType.forClass(JsonNode.class)}) {
            var failure = catchThrowableOfType(DecodingException.class, () -> decode(bytes, type));

            assertThat(ProblemResponse.unreadable(failure.getCause()).problem()).isEqualTo(Problem.BODY_UNREADABLE);
        }
    }

    private Object decode(byte[] bytes, ResolvableType type) {
        return decoder.decode(
                DefaultDataBufferFactory.sharedInstance.wrap(bytes), type, MediaType.APPLICATION_JSON, null);
    }

    record Body(@Nullable String text) {}
}
