package dev.waymark.gateway.pages;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ShadowReport;
import dev.waymark.gateway.clients.CourierAdminClient;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** A quarantine with something of everything in it. */
final class SampleQuarantine implements CourierAdminClient {

    private static final CourierCode CDEK = new CourierCode("cdek");

    static final String WAITING = "9f2c4b7a1d3e5f60718293a4b5c6d7e8";
    static final String SETTLED = "00112233445566778899aabbccddeeff";

    private static final QuarantineEntry FIRST = new QuarantineEntry(
            WAITING,
            CDEK,
            SampleOrders.NOW.minus(Duration.ofHours(2)),
            "message (expected: one of those in the mapping)",
            2341,
            3,
            null);
    private static final QuarantineEntry SECOND = new QuarantineEntry(
            "5f3a",
            CDEK,
            SampleOrders.NOW.minus(Duration.ofDays(3)),
            "occurredAt at /attributes/status_date_time_with_a_long_name_without_a_space (expected: a time as the mapping says)",
            1,
            1,
            null);
    private static final QuarantineEntry DONE = new QuarantineEntry(
            SETTLED, CDEK, SampleOrders.NOW.minus(Duration.ofDays(1)), FIRST.reason(), 512, 1, SampleOrders.NOW);

    @Override
    public Mono<CourierList> couriers() {
        return Mono.just(new CourierList(List.of(), null));
    }

    @Override
    public Mono<ShadowReport> shadow(String courier) {
        return Mono.error(ProblemException.of(Problem.SHADOW_ABSENT));
    }

    @Override
    public Mono<QuarantinePage> quarantine(String courier, String cursor, int limit) {
        return Mono.just(
                "nobody".equals(courier)
                        ? new QuarantinePage(List.of(), null, 0, Map.of(), true)
                        : new QuarantinePage(
                                List.of(FIRST, SECOND),
                                "2026-11-23T09:00:00Z~5f3a",
                                23,
                                Map.of("cdek", 21, "a-courier-with-a-long-name", 2),
                                false));
    }

    @Override
    public Mono<QuarantinedPayload> quarantined(String rawId) {
        return switch (rawId) {
            case WAITING -> Mono.just(payload(FIRST));
            case SETTLED -> Mono.just(payload(DONE));
            default -> Mono.error(ProblemException.of(Problem.QUARANTINED_UNKNOWN));
        };
    }

    @Override
    public Mono<ReplayResponse> replay(String rawId) {
        return Mono.just(
                new ReplayResponse(rawId, ReplayResponse.Outcome.UNMAPPABLE, FIRST.reason(), null, null, null));
    }

    @Override
    public Mono<ReplayAllResponse> replayAll(String courier, String cursor) {
        return Mono.just(new ReplayAllResponse(17, 1, 2, 0, Map.of(FIRST.reason(), 2), 3, "2026-11-23T09:00:00Z~5f3a"));
    }

    private static QuarantinedPayload payload(QuarantineEntry entry) {
        return new QuarantinedPayload(entry, Map.of("content-type", "application/json"), """
                {
                  "type" : "ORDER_STATUS_2",
                  "attributes" : {
                    "cdek_number" : "9999999999",
                    "recipient" : "xxxx xxxxxxx",
                    "phone" : "+99999999999",
                    "unbroken" : "%s… (240)"
                  }
                }""".formatted("x".repeat(64)));
    }
}
