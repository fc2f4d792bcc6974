package dev.waymark.ingest.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MinutesTest {

    private static final Instant HOUR = Instant.parse("2026-11-23T09:00:00Z");

    @Test
    void spanBeginsAndEndsInsideItsHours() {
        var span = Minutes.between(HOUR.plusSeconds(59 * 60 + 59), HOUR.plusSeconds(2 * 3600 + 60));

        assertThat(span.count()).isEqualTo(1 + 60 + 2);
        assertThat(span.first()).contains(HOUR.plusSeconds(59 * 60));
        assertThat(span.last()).contains(HOUR.plusSeconds(2 * 3600 + 60));
        assertThat(span.numbers(HOUR.plusSeconds(2 * 3600))).containsExactly(0, 1);
    }

    @Test
    void spanThatEndsBeforeItBeginsIsNone() {
        assertThat(Minutes.between(HOUR, HOUR.minusSeconds(60))).isEqualTo(Minutes.NONE);
    }

    @Test
    void hourOfWhichOthersLackAMinuteIsNamedWhole() {
        var ours = Minutes.between(HOUR, HOUR.plusSeconds(7200));
        var others = Minutes.between(HOUR, HOUR.plusSeconds(3600 + 30 * 60));

        assertThat(ours.hoursNotIn(others)).isEqualTo(ours.since(HOUR.plusSeconds(3600)));
    }

    @Test
    void moreThanAnHourHasIsRefused() {
        assertThatThrownBy(() -> new Minutes(new TreeMap<>(Map.of(HOUR, 1L << 60))))
                .hasMessageContaining("expected: some of 60");
        assertThatThrownBy(() -> new Minutes(new TreeMap<>(Map.of(HOUR.plusSeconds(1), 1L))))
                .hasMessageContaining("expected: a whole one");
        assertThatThrownBy(() -> Minutes.ofHour(HOUR, List.of(60))).hasMessageContaining("expected: 0..59");
    }
}
