package dev.waymark.gateway.clients;

import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ShadowReport;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the ingest service about couriers. Each answer fails with
 * {@link dev.waymark.platform.web.ProblemException}; the problem is named at each method, and {@code SERVICE_UNAVAILABLE} may come
 * from all.
 */
public interface CourierAdminClient {

    /** The couriers that can be read. */
    @Purpose("couriers:read")
    @GetExchange("/internal/couriers")
    Mono<CourierList> couriers();

    /** How the mapping on trial does beside the one that counts. {@code SHADOW_ABSENT}. */
    @Purpose("couriers:read")
    @GetExchange("/internal/couriers/{courier}/shadow")
    Mono<ShadowReport> shadow(@PathVariable String courier);

    /** What waits in quarantine, newest first; of one courier, or of all. {@code CURSOR_INVALID}. */
    @Purpose("quarantine:read")
    @GetExchange("/internal/quarantine")
    Mono<QuarantinePage> quarantine(
            @RequestParam(required = false) @Nullable String courier,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit);

    /** One webhook in quarantine, masked. {@code QUARANTINED_UNKNOWN}. */
    @Purpose("quarantine:read")
    @GetExchange("/internal/quarantine/{rawId}")
    Mono<QuarantinedPayload> quarantined(@PathVariable String rawId);

    /** Reads one once more. {@code QUARANTINED_UNKNOWN}. */
    @Purpose("quarantine:replay")
    @PostExchange("/internal/quarantine/{rawId}/replay")
    Mono<ReplayResponse> replay(@PathVariable String rawId);

    /** Reads all of a courier once more, as many as one call takes. {@code COURIER_UNKNOWN}, {@code CURSOR_INVALID}. */
    @Purpose("quarantine:replay")
    @PostExchange("/internal/quarantine/replay")
    Mono<ReplayAllResponse> replayAll(
            @RequestParam String courier, @RequestParam(required = false) @Nullable String cursor);
}
