package dev.waymark.gateway.clients;

import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ShadowReport;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the ingest service about couriers. Each answer fails with
 * {@link dev.waymark.platform.web.ProblemException}; the problem is named at each method, and {@code SERVICE_UNAVAILABLE} may come
 * from all.
 */
public interface CourierAdminClient {

    /** The couriers that can be read. */
    Mono<CourierList> couriers();

    /** How the mapping on trial does beside the one that counts. {@code SHADOW_ABSENT}. */
    Mono<ShadowReport> shadow(String courier);

    /** What waits in quarantine, newest first; of one courier, or of all. {@code CURSOR_INVALID}. */
    Mono<QuarantinePage> quarantine(@Nullable String courier, @Nullable String cursor, int limit);

    /** One webhook in quarantine, masked. {@code QUARANTINED_UNKNOWN}. */
    Mono<QuarantinedPayload> quarantined(String rawId);

    /** Reads one once more. {@code QUARANTINED_UNKNOWN}. */
    Mono<ReplayResponse> replay(String rawId);

    /** Reads all of a courier once more, as many as one call takes. {@code CURSOR_INVALID}. */
    Mono<ReplayAllResponse> replayAll(String courier, @Nullable String cursor);
}
