package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.domain.NotificationDecision;
import dev.waymark.notifications.domain.NotificationDecision.DoNotSend;
import dev.waymark.notifications.domain.NotificationDecision.Send;
import dev.waymark.notifications.domain.NotificationPolicy;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.domain.SuppressionReason;
import dev.waymark.notifications.sending.OrderServiceClient.Lookup;
import dev.waymark.platform.crypto.Hmac;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides, claims, sends and records. An update may be processed any number of times: messages in a final state stay so,
 * the others are decided anew, so that an old status is never sent after a newer one.
 */
public final class Notifier {

    private static final int PROLONGED_PER_LEASE = 3;

    private final NotificationPolicy policy;
    private final SendingSettings sending;
    private final OrderServiceClient orders;
    private final SendLog log;
    private final MessageChannels channels;
    private final Hmac recipientHash;
    private final NotificationMetrics metrics;
    private final Clock clock;

    public Notifier(
            NotificationPolicy policy,
            SendingSettings sending,
            OrderServiceClient orders,
            SendLog log,
            MessageChannels channels,
            Hmac recipientHash,
            NotificationMetrics metrics,
            Clock clock) {
        this.policy = policy;
        this.sending = sending;
        this.orders = orders;
        this.log = log;
        this.channels = channels;
        this.recipientHash = recipientHash;
        this.metrics = metrics;
        this.clock = clock;
    }

    public Mono<ProcessingResult> notify(OrderUpdate update) {
        var trigger = NotificationTrigger.of(update).orElse(null);
        if (trigger == null) {
            metrics.ignored();
            return Mono.just(new ProcessingResult.Done());
        }
        return NotificationDecision.suppressionReason(trigger, policy, clock.instant())
                .map(reason -> suppress(trigger, null, reason))
                .orElseGet(
                        () -> orders.contact(trigger.orderId()).flatMap(contact -> decide(update, trigger, contact)));
    }

    /** Records that all retries of {@code update} failed: support sees it, and it is not tried again. */
    Mono<Void> giveUp(OrderUpdate update, String reason) {
        metrics.abandoned(update, reason);
        return Mono.justOrEmpty(NotificationTrigger.of(update))
                .flatMap(trigger -> log.fail(trigger, reason, clock.instant()));
    }

    private Mono<ProcessingResult> decide(
            OrderUpdate update, NotificationTrigger trigger, Lookup<ContactAnswer> lookup) {
        return switch (lookup) {
            case Lookup.Found(ContactAnswer contact) ->
                switch (NotificationDecision.decide(trigger, contact, policy, channels.enabled(), clock.instant())) {
                    case Send send -> send(send, contact);
                    case DoNotSend(var reason) -> suppress(trigger, null, reason);
                };
            // The order's own document may be written a moment after its update.
            case Lookup.NotFound<ContactAnswer> _
            when clock.instant().isBefore(update.recordedAt().plus(sending.unknownOrderWithin())) ->
                retry(clock.instant(), "order-unknown");
            case Lookup.NotFound<ContactAnswer> _, Lookup.Erased<ContactAnswer> _ ->
                suppress(trigger, null, SuppressionReason.NO_CONTACT);
            case Lookup.Unavailable(String reason) -> retry(clock.instant(), reason);
        };
    }

    private Mono<ProcessingResult> send(Send send, ContactAnswer contact) {
        var suppressed = Flux.fromIterable(send.suppressed().entrySet())
                .concatMap(channel -> suppress(send.trigger(), channel.getKey(), channel.getValue()));
        // A failure on one channel must not keep the message from the other.
        var sent = Flux.fromIterable(send.recipients().entrySet())
                .flatMap(recipient -> send(send.trigger(), contact, recipient.getKey(), recipient.getValue()));
        return suppressed.concatWith(sent).reduce(new ProcessingResult.Done(), ProcessingResult::and);
    }

    private Mono<ProcessingResult> send(
            NotificationTrigger trigger, ContactAnswer contact, Channel channel, String address) {
        var recipient = Recipient.of(address, recipientHash);
        var key = MessageKey.of(trigger, channel, recipient.hash());
        var thread = MessageKey.of(trigger.confirmation(), channel, recipient.hash());
        var record = MessageRecord.notification(key, trigger, channel, recipient);
        return log.claim(record, clock.instant()).flatMap(claim -> switch (claim) {
            case SendLog.Claim.Granted granted ->
                send(
                        granted,
                        record,
                        new Message.OrderNotification(key, thread, address, trigger, contact, clock.instant()));
            case SendLog.Claim.Held(var until) -> retry(until, "held");
            case SendLog.Claim.Finished _ -> Mono.just(new ProcessingResult.Done());
        });
    }

    private Mono<ProcessingResult> send(SendLog.Claim.Granted claim, MessageRecord record, Message message) {
        var begin = Mono.defer(() -> log.startSending(record.key(), claim, clock.instant()));
        return keepingClaim(channels.send(record, message, begin), record.key(), claim)
                .flatMap(result -> record(record, claim, result))
                .switchIfEmpty(retry(clock.instant(), "claim-lost"));
    }

    /** A call may take as long as the provider's protocol allows; the lease of a process that died ends soon all the same. */
    private <T> Mono<T> keepingClaim(Mono<T> call, MessageKey key, SendLog.Claim.Granted claim) {
        var prolonging = Flux.interval(sending.lease().dividedBy(PROLONGED_PER_LEASE))
                .onBackpressureDrop()
                .concatMap(_ -> log.prolong(key, claim, clock.instant()).onErrorComplete());
        return Mono.firstWithSignal(call, prolonging.then(Mono.never()));
    }

    private Mono<ProcessingResult> record(MessageRecord record, SendLog.Claim.Granted claim, DeliveryResult result) {
        var now = clock.instant();
        return log.record(record.key(), claim, result, now)
                .then(
                        switch (result) {
                            case DeliveryResult.Accepted _, DeliveryResult.Rejected _, DeliveryResult.Undeliverable _ ->
                                Mono.just(new ProcessingResult.Done());
                            case DeliveryResult.Unavailable(var reason, var retryAfter) ->
                                retry(now.plus(retryAfter), reason);
                            case DeliveryResult.SenderRefused(var reason) -> retry(now, reason);
                            case DeliveryResult.Unknown(var reason) -> retry(now, reason);
                        });
    }

    private Mono<ProcessingResult> suppress(
            NotificationTrigger trigger, @Nullable Channel channel, SuppressionReason reason) {
        metrics.suppressed(trigger, channel, reason);
        return log.suppress(trigger, channel, reason, clock.instant()).thenReturn(new ProcessingResult.Done());
    }

    private static Mono<ProcessingResult> retry(Instant notBefore, String reason) {
        return Mono.just(new ProcessingResult.Retry(notBefore, reason));
    }
}
