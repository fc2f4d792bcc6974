package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.TrackingEvent;
import java.util.List;
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
        var batch = decoder.decode(List.of(value.getBytes(UTF_8)));

        assertThat(batch.events()).isEmpty();
        assertThat(batch.malformed())
                .hasValueSatisfying(
                        malformed -> assertThat(malformed).hasNoCause().hasMessageNotContaining("anna@example.com"));
    }

    @Test
    void recordWithoutAValueIsMalformed() {
        assertThat(decoder.decode(List.of(new byte[0])).malformed()).isPresent();
    }
}
