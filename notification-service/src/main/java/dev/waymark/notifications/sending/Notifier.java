package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
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
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Decides, claims, sends and records, for one channel at a time. An update may be processed any number of times: messages in a final state stay so,
 * the others are decided anew, so that an old status is never sent after a newer one.
 */
public final class Notifier {

    private static final int PROLONGED_PER_LEASE = 3;

    /** What a provider has taken and nobody has on record goes out once more: so it is recorded when the store is back. */
    static final Retry UNTIL_RECORDED = Retry.fixedDelay(3_600, Duration.ofMillis(500));

    private final NotificationPolicy policy;
    private final SendingSettings sending;
    private final OrderServiceClient orders;
    private final SendLog log;
    private final UndeliverableAddresses addresses;
    private final DeliveryReports reports;
    private final MessageChannels channels;
    private final Hmac recipientHash;
    private final NotificationMetrics metrics;
    private final Clock clock;
    private final Map<EventId, Mono<Lookup<ContactAnswer>>> lookups = new ConcurrentHashMap<>();

    public Notifier(
            NotificationPolicy policy,
            SendingSettings sending,
            OrderServiceClient orders,
            SendLog log,
            UndeliverableAddresses addresses,
            DeliveryReports reports,
            MessageChannels channels,
            Hmac recipientHash,
            NotificationMetrics metrics,
            Clock clock) {
        this.policy = policy;
        this.sending = sending;
        this.orders = orders;
        this.log = log;
        this.addresses = addresses;
        this.reports = reports;
        this.channels = channels;
        this.recipientHash = recipientHash;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether {@code update} may have something to tell; what it surely has not is recorded. */
    Mono<Boolean> isNews(OrderUpdate update) {
        var trigger = NotificationTrigger.of(update).orElse(null);
        if (trigger == null) {
            metrics.ignored();
            return Mono.just(false);
        }
        return NotificationDecision.suppressionReason(trigger, policy, clock.instant())
                .map(reason -> suppress(trigger, null, null, reason).thenReturn(false))
                .orElse(Mono.just(true));
    }

    /** Tells by {@code channel} what {@code update} has to tell by it. */
    public Mono<ProcessingResult> notify(OrderUpdate update, Channel channel) {
        return Mono.justOrEmpty(NotificationTrigger.of(update))
                .flatMap(trigger -> NotificationDecision.suppressionReason(trigger, policy, clock.instant())
                        .map(reason -> suppressPending(trigger, channel, reason))
                        .orElseGet(() -> contact(update).flatMap(contact -> decide(update, trigger, channel, contact))))
                .defaultIfEmpty(new ProcessingResult.Done());
    }

    /** Until when somebody may want {@code update} sent again. */
    Instant newsUntil(OrderUpdate update) {
        return NotificationTrigger.of(update).map(policy::latestExpiry).orElse(Instant.EPOCH);
    }

    /** Records that all tries of {@code update} by {@code channel} failed: support sees it, and it is not tried again. */
    Mono<Void> giveUp(OrderUpdate update, Channel channel, String reason) {
        metrics.abandoned(update, channel, reason);
        return Mono.justOrEmpty(NotificationTrigger.of(update))
                .flatMap(trigger -> log.fail(trigger, channel, reason, clock.instant()));
    }

    /** Lanes that ask about one update at the same moment share the answer, which is newer than the update. */
    private Mono<Lookup<ContactAnswer>> contact(OrderUpdate update) {
        return lookups.computeIfAbsent(
                update.id(),
                id -> orders.contact(update.orderId())
                        .doFinally(_ -> lookups.remove(id))
                        .cache());
    }

    private Mono<ProcessingResult> decide(
            OrderUpdate update, NotificationTrigger trigger, Channel channel, Lookup<ContactAnswer> lookup) {
        return switch (lookup) {
            case Lookup.Found(ContactAnswer contact) ->
                undeliverable(contact)
                        .map(undeliverable -> NotificationDecision.decide(
                                trigger, contact, policy, channels.enabled(), undeliverable, clock.instant()))
                        .flatMap(decision -> switch (decision) {
                            case Send send -> send(send, contact, channel);
                            case DoNotSend(var reason) -> suppressPending(trigger, channel, reason);
                        });
            // The order's own document may be written a moment after its update.
            case Lookup.NotFound<ContactAnswer> _
            when clock.instant().isBefore(update.recordedAt().plus(sending.unknownOrderWithin())) ->
                retry(clock.instant(), "order-unknown");
            case Lookup.NotFound<ContactAnswer> _, Lookup.Erased<ContactAnswer> _ ->
                suppressPending(trigger, channel, SuppressionReason.NO_CONTACT);
            case Lookup.Unavailable(String reason) -> retry(clock.instant(), reason);
        };
    }

    private Mono<Set<Channel>> undeliverable(ContactAnswer contact) {
        var recipients = new EnumMap<Channel, Recipient>(Channel.class);
        for (var channel : channels.enabled()) {
            contact.address(channel)
                    .ifPresent(address -> recipients.put(channel, Recipient.of(address, recipientHash)));
        }
        return addresses.among(recipients);
    }

    private Mono<ProcessingResult> send(Send send, ContactAnswer contact, Channel channel) {
        var address = send.recipients().get(channel);
        if (address != null) {
            return isWorthSending(send.trigger(), channel, address)
                    .flatMap(worth -> worth
                            ? send(send.trigger(), contact, channel, address)
                            : suppressPending(send.trigger(), channel, SuppressionReason.NOTHING_TO_CORRECT));
        }
        return Mono.justOrEmpty(send.suppressed().get(channel))
                .flatMap(reason -> suppress(send.trigger(), channel, undeliverable(reason, contact, channel), reason))
                .defaultIfEmpty(new ProcessingResult.Done());
    }

    /** A correction is, to whom the wrong thing was told. */
    private Mono<Boolean> isWorthSending(NotificationTrigger trigger, Channel channel, String address) {
        return trigger.corrected()
                .map(corrected -> log.isSent(MessageKey.of(
                        corrected, channel, Recipient.of(address, recipientHash).hash())))
                .orElseGet(() -> Mono.just(true));
    }

    /** Of an order that was never written to, support can see and lift it as well. */
    private @Nullable Recipient undeliverable(SuppressionReason reason, ContactAnswer contact, Channel channel) {
        return reason == SuppressionReason.UNDELIVERABLE
                ? contact.address(channel)
                        .map(address -> Recipient.of(address, recipientHash))
                        .orElse(null)
                : null;
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
                        new Message.OrderNotification(
                                key,
                                thread,
                                address,
                                trigger,
                                contact,
                                clock.instant(),
                                policy.expiresAt(trigger, contact.zone()),
                                granted.parts()));
            case SendLog.Claim.Held(var until) -> retry(until, "held");
            case SendLog.Claim.Finished(var state) ->
                Mono.just(
                        state == SendState.FAILED || state == SendState.UNCERTAIN
                                ? new ProcessingResult.Reopenable()
                                : new ProcessingResult.Done());
        });
    }

    private Mono<ProcessingResult> send(SendLog.Claim.Granted claim, MessageRecord record, Message message) {
        var begin = Mono.defer(() -> log.startSending(record.key(), claim, clock.instant()));
        var call = channels.send(record, message, begin).flatMap(result -> record(record, claim, result));
        return keepingClaim(call, record.key(), claim).switchIfEmpty(retry(clock.instant(), "claim-lost"));
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
        return Mono.defer(() -> log.record(record.key(), claim, result, now))
                .retryWhen(UNTIL_RECORDED)
                .then(reports.settle(record.key(), result))
                .then(Mono.defer(() -> recorded(record, result, now)));
    }

    private Mono<ProcessingResult> recorded(MessageRecord record, DeliveryResult result, Instant now) {
        return switch (result) {
            case DeliveryResult.Accepted(var _, var parts) ->
                Mono.just(parts.known().isEmpty() ? new ProcessingResult.Done() : new ProcessingResult.Reopenable());
            case DeliveryResult.Partly(var _, var rest) -> recorded(record, rest, now);
            case DeliveryResult.Rejected _ -> Mono.just(new ProcessingResult.Reopenable());
            case DeliveryResult.Undeliverable(var reason) ->
                addresses
                        .add(record.channel(), record.recipient(), reason, now)
                        .thenReturn(new ProcessingResult.Reopenable());
            case DeliveryResult.Unavailable(var reason, var retryAfter) -> retry(now.plus(retryAfter), reason);
            case DeliveryResult.SenderRefused(var reason) -> retry(now, reason);
            case DeliveryResult.Unknown(var reason) -> retry(now, reason);
        };
    }

    private Mono<ProcessingResult> suppress(
            NotificationTrigger trigger,
            @Nullable Channel channel,
            @Nullable Recipient recipient,
            SuppressionReason reason) {
        return counted(log.suppress(trigger, channel, recipient, reason, clock.instant()), trigger, channel, reason);
    }

    private Mono<ProcessingResult> suppressPending(
            NotificationTrigger trigger, Channel channel, SuppressionReason reason) {
        return counted(log.suppressPending(trigger, channel, reason, clock.instant()), trigger, channel, reason);
    }

    private Mono<ProcessingResult> counted(
            Mono<Boolean> recording, NotificationTrigger trigger, @Nullable Channel channel, SuppressionReason reason) {
        return recording
                .filter(Boolean::booleanValue)
                .doOnNext(_ -> metrics.suppressed(trigger, channel, reason))
                .then(Mono.just(new ProcessingResult.Done()));
    }

    private static Mono<ProcessingResult> retry(Instant notBefore, String reason) {
        return Mono.just(new ProcessingResult.Retry(notBefore, reason));
    }
}
