package dev.waymark.notifications.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class OrderUpdateDecoderTest {

    private final OrderUpdateDecoder decoder =
            new OrderUpdateDecoder(JsonMapper.builder().build());

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"anna@example.com\"}", "{\"type\":", "null", "anna@example.com"})
    void whatCannotBeReadIsQuotedNowhereInWhatIsLoggedOfIt(String value) {
        assertThatThrownBy(() -> decoder.decode(value.getBytes(UTF_8)))
                .isInstanceOf(OrderUpdateDecoder.UnreadableUpdate.class)
                .hasNoCause()
                .hasMessageNotContaining("anna@example.com");
    }
}
