package dev.waymark.ingest.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.mapping.MappingInvalid;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dry run: what would be published if a courier sent this. */
public final class Rehearsal {

    /** In place of a file's name, for a mapping that came in a request. */
    private static final String SENT = "mapping";

    private final Mappings mappings;
    private final Clock clock;

    public Rehearsal(Mappings mappings, Clock clock) {
        this.mappings = mappings;
        this.clock = clock;
    }

    /**
     * Reads {@code payload}.
     *
     * @param courier whose it is; the mapping's own when absent
     * @param mapping what to read it by, in YAML; the one that counts when absent
     * @param headers that would come with it
     */
    public Rehearsed of(
            @Nullable String courier, @Nullable String mapping, String payload, Map<String, String> headers) {
        if (mapping == null) {
            return mappings.counting(courier == null ? "" : courier)
                    .map(counting -> read(counting, payload, headers))
                    .orElseGet(Rehearsed.UnknownCourier::new);
        }
        try {
            var sent = CourierMapping.parse(SENT, mapping.getBytes(UTF_8));
            return courier == null || sent.courier().value().equals(courier)
                    ? read(sent, payload, headers)
                    : new Rehearsed.Mistake(
                            SENT, 1, 1, "courier: %s (expected: %s)".formatted(sent.courier(), courier));
        } catch (MappingInvalid e) {
            return Rehearsed.Mistake.of(SENT, e);
        }
    }

    private Rehearsed read(CourierMapping mapping, String payload, Map<String, String> headers) {
        var named = new TreeMap<String, String>();
        headers.forEach((name, value) -> named.put(name.toLowerCase(Locale.ROOT), value));
        return new Rehearsed.Read(
                mapping.label(),
                Courier.rehearse(mapping.courier(), mapping, named, payload.getBytes(UTF_8), clock.instant()));
    }
}
