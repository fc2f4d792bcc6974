package dev.waymark.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceKeysTest {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void aShortKeyIsRefusedByName() {
        assertThatThrownBy(() -> new ServiceKeys(Map.of("gateway", "c2hvcnQ=")))
                .hasMessageContaining("waymark.services.keys.gateway")
                .hasMessageContaining("32 bytes")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    @Test
    void keysAreNotPrinted() {
        assertThat(new ServiceKeys(Map.of("gateway", KEY)).toString())
                .contains("gateway")
                .doesNotContain(KEY);
    }
}
