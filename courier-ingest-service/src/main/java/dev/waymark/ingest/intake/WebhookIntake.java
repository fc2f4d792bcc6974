package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Answer;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.courier.Verification;
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

    private final TrackingEventPublisher publisher;
    private final Quarantine quarantine;
    private final WebhookMetrics metrics;
    private final List<WebhookListener> listeners;

    public WebhookIntake(
            TrackingEventPublisher publisher,
            Quarantine quarantine,
            WebhookMetrics metrics,
            List<WebhookListener> listeners) {
        this.publisher = publisher;
        this.quarantine = quarantine;
        this.metrics = metrics;
        this.listeners = List.copyOf(listeners);
    }

    /** Fails with {@link EventLogUnavailable} when nothing can be promised: the courier has to send it again. */
    public Mono<IntakeResult> receive(Courier courier, ReceivedWebhook webhook) {
        var startedAt = System.nanoTime();
        metrics.received(courier.code().value());
        return switch (courier.verify(webhook)) {
            case Verification.Authentic(var payload) -> process(courier, payload, startedAt);
            case Verification.Refused(var refusal) -> Mono.just(rejected(courier, refusal));
        };
    }

    /** Rejects a webhook of a known courier before its body is read. */
    public IntakeResult reject(Courier courier, Refusal refusal) {
        metrics.received(courier.code().value());
        return rejected(courier, refusal);
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
        metrics.rejected(WebhookMetrics.UNKNOWN_COURIER, Refusal.COURIER_UNKNOWN);
        return new IntakeResult.Rejected(
                Refusal.COURIER_UNKNOWN,
                nearest == null ? null : nearest.terms().refused());
    }

    /** Counts and does not log: a log line for each forgery would let strangers fill our disks. */
    private IntakeResult rejected(Courier courier, Refusal refusal) {
        metrics.rejected(courier.code().value(), refusal);
        return new IntakeResult.Rejected(
                refusal, refusal.isUnproven() ? courier.terms().refused() : null);
    }

    private Mono<IntakeResult> process(Courier courier, VerifiedPayload payload, long startedAt) {
        listeners.forEach(listener -> listener.onVerified(courier, payload));
        var reading = courier.read(payload);
        metrics.mapped(courier.code(), System.nanoTime() - startedAt);
        return publish(payload, reading)
                .timeout(
                        courier.terms().within(),
                        Mono.error(() -> new EventLogUnavailable("the courier waits no longer", null)))
                // Counted before the courier is answered: whoever has the answer finds the sums in order.
                .doOnSuccess(published -> complete(courier, payload, reading))
                .doOnError(failure -> metrics.failed(courier.code()))
                .doFinally(signal -> countHangUp(courier, signal))
                .thenReturn(new IntakeResult.Accepted(answer(courier, reading)));
    }

    private Mono<Void> publish(VerifiedPayload payload, Reading reading) {
        return switch (reading) {
            case Reading.Tracked tracked -> publisher.publish(payload, tracked.events());
            case Reading.NothingNew nothing -> nothing.kept() ? publisher.publish(payload, List.of()) : Mono.empty();
            case Reading.Unreadable unreadable -> quarantine.store(payload, unreadable.reason());
        };
    }

    private void complete(Courier courier, VerifiedPayload payload, Reading reading) {
        switch (reading) {
            case Reading.Tracked tracked -> {
                metrics.published(courier.code(), tracked.unmapped());
                log.atDebug()
                        .addKeyValue("courier", courier.code())
                        .addKeyValue("rawId", payload.rawId())
                        .addKeyValue("events", tracked.events().size())
                        .log("Webhook published");
            }
            case Reading.NothingNew nothing -> metrics.ignored(courier.code(), nothing.reason());
            case Reading.Unreadable unreadable -> {
                metrics.quarantined(courier.code());
                log.atWarn()
                        .addKeyValue("courier", courier.code())
                        .addKeyValue("rawId", payload.rawId())
                        .addKeyValue("reason", unreadable.reason())
                        .log("Webhook quarantined: its courier's mapping cannot read it");
            }
        }
        listeners.forEach(listener -> listener.onAccepted(courier, payload, reading));
    }

    private void countHangUp(Courier courier, SignalType signal) {
        if (signal == SignalType.CANCEL) {
            metrics.failed(courier.code());
        }
    }

    private static Answer answer(Courier courier, Reading reading) {
        return reading instanceof Reading.NothingNew nothing && nothing.answer() != null
                ? nothing.answer()
                : courier.terms().taken();
    }
}
