package dev.waymark.ingest.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.pulse.Minutes;
import dev.waymark.ingest.pulse.Voice;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One hour of one courier as it is written: all that the writer knows of it.
 *
 * @param courier absent for the minutes in which we listened
 * @param minutes of that hour, 0 to 59, each once, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PulseRecord(@Nullable CourierCode courier, Instant hour, List<Integer> minutes) {

    /** No courier's code begins with a dash. */
    private static final String OURS = "-";

    public PulseRecord {
        minutes = List.copyOf(minutes);
    }

    static List<PulseRecord> of(Voice voice, Minutes minutes) {
        return minutes.byHour().keySet().stream()
                .map(hour -> new PulseRecord(
                        voice.courier().orElse(null),
                        hour,
                        Arrays.stream(minutes.numbers(hour)).boxed().toList()))
                .toList();
    }

    String key() {
        return (courier == null ? OURS : courier.value()) + ":" + hour;
    }

    Voice voice() {
        return new Voice(Optional.ofNullable(courier));
    }

    Minutes hours() {
        return Minutes.ofHour(hour, minutes);
    }
}
