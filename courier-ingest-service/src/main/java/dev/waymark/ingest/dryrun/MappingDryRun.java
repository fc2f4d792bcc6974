package dev.waymark.ingest.dryrun;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.DryRunResponse.MappingMistake;
import dev.waymark.contract.view.DryRunResponse.Outcome;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import dev.waymark.ingest.courier.mapping.InvalidMappingFile;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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

    /** What would be published; empty when the request holds no mapping, and there is none of its courier. */
    public Optional<DryRunResponse> run(DryRunRequest request) {
        var courier = request.courier();
        if (request.mapping() == null) {
            return mappings.active(courier == null ? "" : courier).map(active -> apply(active, request));
        }
        try {
            var mapping = CourierMapping.parse(REQUEST, request.mapping().getBytes(UTF_8));
            if (courier == null || mapping.courier().value().equals(courier)) {
                return Optional.of(apply(mapping, request));
            }
            var expectation = "courier: %s (expected: %s)".formatted(mapping.courier(), courier);
            return Optional.of(invalid(new MappingMistake(REQUEST, 1, 1, expectation)));
        } catch (InvalidMappingFile e) {
            return Optional.of(invalid(e.mistake()));
        }
    }

    private DryRunResponse apply(CourierMapping mapping, DryRunRequest request) {
        var headers = Objects.requireNonNullElse(request.headers(), Map.<String, String>of());
        var payload = request.payload().getBytes(UTF_8);
        return switch (Courier.dryRun(mapping.courier(), mapping, headers, payload, clock.instant())) {
            case MappingResult.Mapped(var events, var unmapped) ->
                new DryRunResponse(Outcome.MAPPED, mapping.label(), events, unmapped, null, List.of());
            case MappingResult.Ignored ignored -> withoutEvents(Outcome.IGNORED, mapping, ignored.reason());
            case MappingResult.Unmappable(var reason) -> withoutEvents(Outcome.UNMAPPABLE, mapping, reason);
        };
    }

    private static DryRunResponse withoutEvents(Outcome outcome, CourierMapping mapping, String reason) {
        return new DryRunResponse(outcome, mapping.label(), List.of(), List.of(), reason, List.of());
    }

    private static DryRunResponse invalid(MappingMistake mistake) {
        return new DryRunResponse(Outcome.MAPPING_INVALID, null, List.of(), List.of(), null, List.of(mistake));
    }
}
