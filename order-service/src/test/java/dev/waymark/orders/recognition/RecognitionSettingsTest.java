package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.CourierCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RecognitionSettingsTest {

    private static final String RECOGNITION = "waymark.orders.recognition";

    @Test
    void recognitionSettingsBindListAndMap() {
        var recognition = bound(Map.of(
                RECOGNITION + ".couriers", "canada-post, ups",
                RECOGNITION + ".reported-by.canada-post", "easypost"));

        assertThat(recognition.couriers()).containsExactly(new CourierCode("canada-post"), new CourierCode("ups"));
        assertThat(recognition.reportedBy())
                .containsExactly(Map.entry(new CourierCode("canada-post"), new CourierCode("easypost")));
    }

    @Test
    void invalidCourierCodeIsRejected() {
        for (var wrong : new String[] {".couriers", ".reported-by.ups"}) {
            assertThatThrownBy(() -> bound(Map.of(RECOGNITION + wrong, "UPS!")))
                    .isInstanceOf(BindException.class)
                    .rootCause()
                    .hasMessageContaining("courier")
                    .hasMessageContaining("2..31 of a-z, 0-9 and -");
        }
    }

    private static RecognitionSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate(RECOGNITION, RecognitionSettings.class);
    }
}
