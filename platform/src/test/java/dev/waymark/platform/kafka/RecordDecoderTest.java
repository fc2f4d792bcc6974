package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.tracking.TrackingEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RecordDecoderTest {

    private final RecordDecoder<TrackingEvent> decoder =
            new RecordDecoder<>(JsonMapper.builder().build(), TrackingEvent.class);

    @ParameterizedTest
    @ValueSource(strings = {"{\"courier\":\"anna@example.com\"}", "{\"courier\":", "[]", "null", "anna@example.com"})
    void reasonQuotesNothingOfAMalformedRecord(String value) {
        assertThatThrownBy(() -> decoder.decode(value.getBytes(UTF_8)))
                .isInstanceOf(MalformedRecord.class)
                .hasNoCause()
                .hasMessageNotContaining("anna@example.com");
    }

    @Test
    void recordWithoutAValueIsMalformed() {
        assertThatThrownBy(() -> decoder.decode(new byte[0])).isInstanceOf(MalformedRecord.class);
    }
}
