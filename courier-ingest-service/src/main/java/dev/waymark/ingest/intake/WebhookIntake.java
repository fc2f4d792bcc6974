package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.VerificationResult;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Accepts one webhook: verify, map, publish or quarantine, and only then answer with success. */
public final class WebhookIntake {

    private static final Logger log = LoggerFactory.getLogger(WebhookIntake.class);

    private static final String ALREADY_KEPT = "already-kept";

    private final TrackingEventPublisher publisher;
    private final Quarantine quarantine;
    private final KeptWebhooks kept;
    private final WebhookMetrics metrics;
    private final List<WebhookListener> listeners;

    WebhookIntake(
            TrackingEventPublisher publisher,
            Quarantine quarantine,
            KeptWebhooks kept,
            WebhookMetrics metrics,
            List<WebhookListener> listeners) {
        this.publisher = publisher;
        this.quarantine = quarantine;
        this.kept = kept;
        this.metrics = metrics;
        this.listeners = List.copyOf(listeners);
    }

    /** Fails with {@link EventLogUnavailable} when nothing can be promised: the courier has to send it again. */
    public Mono<IntakeResult> receive(Courier courier, ReceivedWebhook webhook) {
        var startedAt = System.nanoTime();
        metrics.received(courier.code().value());
        return switch (courier.verify(webhook)) {
            case VerificationResult.Verified(var payload) -> process(courier, payload, startedAt);
            case VerificationResult.Rejected(var reason) -> Mono.just(rejected(courier, reason));
        };
    }

    /** Rejects a webhook of a known courier before its body is read. */
    public IntakeResult reject(Courier courier, RejectionReason reason) {
        metrics.received(courier.code().value());
        return rejected(courier, reason);
    }

    /**
     * Rejects a webhook that came to no courier's address. Some couriers never send again what got a 404, so where only
     * the secret path is wrong, the courier's own answer to unproven webhooks is given: a mistyped path loses nothing, and
     * strangers learn no more than that the courier is connected.
     *
     * @param nearest the courier whose address it is but for the secret path
     */
    public IntakeResult rejectUnknown(@Nullable Courier nearest) {
        metrics.received(WebhookMetrics.UNKNOWN_COURIER);
        metrics.rejected(WebhookMetrics.UNKNOWN_COURIER, RejectionReason.COURIER_UNKNOWN);
        var answer = nearest == null ? null : nearest.protocol().rejected();
        return new IntakeResult.Rejected(RejectionReason.COURIER_UNKNOWN, answer);
    }

    /** Counts and does not log: a log line for each forgery would let strangers fill our disks. */
    private IntakeResult rejected(Courier courier, RejectionReason reason) {
        metrics.rejected(courier.code().value(), reason);
        var answer = reason.isAuthenticationFailure() ? courier.protocol().rejected() : null;
        return new IntakeResult.Rejected(reason, answer);
    }

    private Mono<IntakeResult> process(Courier courier, VerifiedPayload payload, long startedAt) {
        listeners.forEach(listener -> listener.onVerified(courier, payload));
        if (kept.contains(payload, courier.mapper())) {
            metrics.ignored(courier.code(), ALREADY_KEPT);
            return Mono.just(new IntakeResult.Accepted(courier.protocol().accepted()));
        }
        var result = courier.mapper().map(payload);
        metrics.mapped(courier.code(), System.nanoTime() - startedAt);
        return publish(payload, result)
                .timeout(
                        courier.protocol().responseTimeout(),
                        Mono.error(() -> new EventLogUnavailable("the courier waits no longer", null)))
                // Counted before the courier is answered: whoever has the answer finds the sums in order.
                .doOnSuccess(published -> complete(courier, payload, result))
                .doOnError(failure -> metrics.failed(courier.code()))
                .doFinally(signal -> countHangUp(courier, signal))
                .thenReturn(new IntakeResult.Accepted(answer(courier, result)));
    }

    private Mono<Void> publish(VerifiedPayload payload, MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped mapped -> publisher.publish(payload, mapped.events());
            case MappingResult.Ignored ignored ->
                ignored.keepRaw() ? publisher.publish(payload, List.of()) : Mono.empty();
            case MappingResult.Unmappable unmappable -> quarantine.store(payload, unmappable.reason());
        };
    }

    private void complete(Courier courier, VerifiedPayload payload, MappingResult result) {
        switch (result) {
            case MappingResult.Mapped mapped -> {
                kept.add(payload, courier.mapper());
                metrics.published(courier.code(), mapped.unmappedCodes());
                log.atDebug()
                        .addKeyValue("courier", courier.code())
                        .addKeyValue("rawId", payload.rawId())
                        .addKeyValue("events", mapped.events().size())
                        .log("Webhook published");
            }
            case MappingResult.Ignored ignored -> {
                // What is not kept has a response of its own, perhaps: a test of the address.
                if (ignored.keepRaw()) {
                    kept.add(payload, courier.mapper());
                }
                metrics.ignored(courier.code(), ignored.reason());
            }
            case MappingResult.Unmappable unmappable -> {
                kept.add(payload, courier.mapper());
                metrics.quarantined(courier.code());
                log.atWarn()
                        .addKeyValue("courier", courier.code())
                        .addKeyValue("rawId", payload.rawId())
                        .addKeyValue("reason", unmappable.reason())
                        .log("Webhook quarantined: its courier's mapping cannot read it");
            }
        }
        listeners.forEach(listener -> listener.onAccepted(courier, payload, result));
    }

    private void countHangUp(Courier courier, SignalType signal) {
        if (signal == SignalType.CANCEL) {
            metrics.failed(courier.code());
        }
    }

    private static CourierResponse answer(Courier courier, MappingResult result) {
        return result instanceof MappingResult.Ignored ignored && ignored.response() != null
                ? ignored.response()
                : courier.protocol().accepted();
    }
}
