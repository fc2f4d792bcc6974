package dev.waymark.ingest.intake;

import dev.waymark.ingest.courier.Answer;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Takes one webhook in: verify, read, append, and only then say "taken". */
public final class WebhookIntake {

    private static final Logger log = LoggerFactory.getLogger(WebhookIntake.class);

    private final TrackingLog trackingLog;
    private final Quarantine quarantine;
    private final WebhookLedger ledger;
    private final CourierListener listener;
    private final Onlooker onlooker;

    /**
     * An intake.
     *
     * @param listener is told of every authentic webhook, whatever becomes of it
     * @param onlooker sees those that were taken in
     */
    public WebhookIntake(
            TrackingLog trackingLog,
            Quarantine quarantine,
            WebhookLedger ledger,
            CourierListener listener,
            Onlooker onlooker) {
        this.trackingLog = trackingLog;
        this.quarantine = quarantine;
        this.ledger = ledger;
        this.listener = listener;
        this.onlooker = onlooker;
    }

    /** Fails with {@link LogUnavailable} when nothing can be promised: the courier has to repeat. */
    public Mono<Outcome> take(Courier courier, ReceivedWebhook webhook) {
        var begun = System.nanoTime();
        ledger.received(courier.code().value());
        return courier.verify(webhook)
                .match(
                        authentic -> settle(courier, authentic.payload(), begun),
                        refused -> Mono.just(rejected(courier, refused.refusal())));
    }

    /** Turns a webhook away at the door of a courier that we know. */
    public Outcome refuse(Courier courier, Refusal refusal) {
        ledger.received(courier.code().value());
        return rejected(courier, refusal);
    }

    /**
     * Turns a webhook away that came to nobody's door. If it is one beside the door of a courier that never repeats what
     * we call unknown, that courier hears its own words: a mistyped path loses no news, and tells strangers no more than
     * that the courier is connected.
     *
     * @param beside the courier whose address it is but for the secret path
     */
    public Outcome refuseStranger(@Nullable Courier beside) {
        ledger.received(WebhookLedger.UNKNOWN_COURIER);
        ledger.rejected(WebhookLedger.UNKNOWN_COURIER, Refusal.COURIER_UNKNOWN);
        return new Outcome.Refused(
                Refusal.COURIER_UNKNOWN, beside == null ? null : beside.terms().refused());
    }

    /** A forgery leaves a number and nothing else: a log line each would be theirs to fill our disks with. */
    private Outcome rejected(Courier courier, Refusal refusal) {
        ledger.rejected(courier.code().value(), refusal);
        return new Outcome.Refused(
                refusal, refusal.isUnproven() ? courier.terms().refused() : null);
    }

    private Mono<Outcome> settle(Courier courier, VerifiedPayload payload, long begun) {
        listener.heard(courier.code(), payload.receivedAt());
        var reading = courier.read(payload);
        ledger.read(courier.code(), System.nanoTime() - begun);
        return keep(payload, reading)
                .timeout(
                        courier.terms().within(),
                        Mono.error(() -> new LogUnavailable("the courier waits no longer", null)))
                // Entered before the courier is answered: whoever has the answer finds the books in order.
                .doOnSuccess(kept -> enter(courier, payload, reading))
                .doOnError(lost -> ledger.failed(courier.code()))
                .doFinally(ended -> enterHangUp(courier, ended))
                .thenReturn(new Outcome.Taken(answer(courier, reading)));
    }

    private static Answer answer(Courier courier, Reading reading) {
        var usual = courier.terms().taken();
        return reading.match(
                tracked -> usual,
                nothingNew -> nothingNew.answer() == null ? usual : nothingNew.answer(),
                unreadable -> usual);
    }

    private Mono<Void> keep(VerifiedPayload payload, Reading reading) {
        return reading.match(
                tracked -> trackingLog.append(payload, tracked.events()),
                nothingNew -> nothingNew.kept() ? trackingLog.append(payload, List.of()) : Mono.empty(),
                unreadable -> quarantine.keep(payload, unreadable.reason()));
    }

    private void enterHangUp(Courier courier, SignalType ended) {
        if (ended == SignalType.CANCEL) {
            ledger.failed(courier.code());
        }
    }

    private void enter(Courier courier, VerifiedPayload payload, Reading reading) {
        reading.<Runnable>match(
                        tracked -> () -> appended(courier, payload, tracked),
                        nothingNew -> () -> ledger.nothingNew(courier.code(), nothingNew.reason()),
                        unreadable -> () -> quarantined(courier, payload, unreadable))
                .run();
        onlooker.seen(courier, payload, reading);
    }

    private void appended(Courier courier, VerifiedPayload payload, Reading.Tracked tracked) {
        ledger.appended(courier.code());
        tracked.unmapped().forEach(code -> ledger.unmapped(courier.code(), code));
        log.atDebug()
                .addKeyValue("courier", courier.code())
                .addKeyValue("rawId", payload.rawId())
                .addKeyValue("events", tracked.events().size())
                .log("Webhook appended");
    }

    private void quarantined(Courier courier, VerifiedPayload payload, Reading.Unreadable unreadable) {
        ledger.quarantined(courier.code());
        log.atWarn()
                .addKeyValue("courier", courier.code())
                .addKeyValue("rawId", payload.rawId())
                .addKeyValue("reason", unreadable.reason())
                .log("Webhook quarantined: its courier's mapping cannot read it");
    }
}
