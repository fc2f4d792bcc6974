package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The quarantine as it is stored: webhooks, and marks that resolve them. Every method fails with
 * {@link dev.waymark.ingest.intake.EventLogUnavailable} when the log does not answer in time.
 */
public interface QuarantineLog {

    /** The newest records, folded. */
    Mono<QuarantineView> view();

    /** The webhooks at {@code offsets}, in this order; without those that retention has deleted. */
    Mono<List<QuarantinedWebhook>> read(List<QuarantineOffset> offsets);

    /** Marks a webhook as resolved, for every instance. */
    Mono<Void> resolve(CourierCode courier, String rawId, Instant at);
}
