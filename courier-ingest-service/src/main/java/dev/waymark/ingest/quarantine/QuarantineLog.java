package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The quarantine as it is kept: webhooks, and marks that say which of them are settled. Every method fails with
 * {@link dev.waymark.ingest.intake.LogUnavailable} when the log does not answer in time.
 */
public interface QuarantineLog {

    /** The newest of it, folded. */
    Mono<QuarantineBook> book();

    /** The webhooks at {@code positions}, in this order; without those that are too old by now and gone. */
    Mono<List<QuarantinedWebhook>> at(List<Position> positions);

    /** Marks a webhook as settled, for everybody who reads the log from now on. */
    Mono<Void> settle(CourierCode courier, String rawId, Instant at);
}
