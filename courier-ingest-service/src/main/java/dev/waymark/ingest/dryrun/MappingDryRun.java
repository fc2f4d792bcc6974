package dev.waymark.ingest.dryrun;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.mapping.InvalidMappingFile;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies a mapping to a payload and publishes nothing. */
public final class MappingDryRun {

    /** In place of a file name, for a mapping that came in a request. */
    private static final String REQUEST = "mapping";

    private final CourierMappings mappings;
    private final Clock clock;

    MappingDryRun(CourierMappings mappings, Clock clock) {
        this.mappings = mappings;
        this.clock = clock;
    }

    /**
     * Applies a mapping to {@code payload}.
     *
     * @param courier who sends the payload; the mapping's own courier when absent
     * @param mapping in YAML; the courier's active mapping when absent
     * @param headers that come with the payload
     */
    public DryRunResult run(
            @Nullable String courier, @Nullable String mapping, String payload, Map<String, String> headers) {
        if (mapping == null) {
            return mappings.active(courier == null ? "" : courier)
                    .map(active -> apply(active, payload, headers))
                    .orElseGet(DryRunResult.UnknownCourier::new);
        }
        try {
            var parsed = CourierMapping.parse(REQUEST, mapping.getBytes(UTF_8));
            return courier == null || parsed.courier().value().equals(courier)
                    ? apply(parsed, payload, headers)
                    : new DryRunResult.InvalidMapping(
                            REQUEST, 1, 1, "courier: %s (expected: %s)".formatted(parsed.courier(), courier));
        } catch (InvalidMappingFile e) {
            return DryRunResult.InvalidMapping.of(REQUEST, e);
        }
    }

    private DryRunResult apply(CourierMapping mapping, String payload, Map<String, String> headers) {
        var lowerCase = new TreeMap<String, String>();
        headers.forEach((name, value) -> lowerCase.put(name.toLowerCase(Locale.ROOT), value));
        return new DryRunResult.Completed(
                mapping.label(),
                Courier.dryRun(mapping.courier(), mapping, lowerCase, payload.getBytes(UTF_8), clock.instant()));
    }
}
