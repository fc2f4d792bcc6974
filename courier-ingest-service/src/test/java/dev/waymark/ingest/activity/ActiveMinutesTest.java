package dev.waymark.ingest.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ActiveMinutesTest {

    private static final Instant HOUR = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void recordOfAnOlderInstanceIsRead() {
        var json = JsonMapper.shared();

        assertThat(json.readValue(
                        "{\"courier\":\"cdek\",\"hour\":\"2026-11-23T09:00:00Z\",\"minutes\":[0,59]}",
                        ActiveMinutes.class))
                .isEqualTo(new ActiveMinutes(new CourierCode("cdek"), HOUR, List.of(0, 59)));
        assertThat(json.readValue("{\"hour\":\"2026-11-23T09:00:00Z\",\"minutes\":[7]}", ActiveMinutes.class))
                .isEqualTo(new ActiveMinutes(null, HOUR, List.of(7)));
    }

    @Test
    void keyIsSourceAndHour() {
        assertThat(new ActiveMinutes(new CourierCode("cdek"), HOUR, List.of(1)).key())
                .isEqualTo("cdek:2026-11-23T09:00:00Z");
        assertThat(new ActiveMinutes(null, HOUR, List.of(1)).key()).isEqualTo("-:2026-11-23T09:00:00Z");
    }

    @Test
    void whatIsNoMinuteOfAnHourIsRejected() {
        assertThatThrownBy(() -> new ActiveMinutes(null, HOUR, List.of(60))).hasMessageContaining("expected: 0..59");
        assertThatThrownBy(() -> new ActiveMinutes(null, HOUR.plusSeconds(1), List.of()))
                .hasMessageContaining("expected: a whole one");
    }
}
