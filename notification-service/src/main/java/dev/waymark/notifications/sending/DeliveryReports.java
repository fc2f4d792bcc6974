package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import java.time.Clock;
import reactor.core.publisher.Mono;

/** Settles messages by what their provider says after the call has ended: receipts, and answers that came late. */
public final class DeliveryReports {

    private final SendLog log;
    private final UndeliverableAddresses addresses;
    private final NotificationMetrics metrics;
    private final Clock clock;

    public DeliveryReports(SendLog log, UndeliverableAddresses addresses, NotificationMetrics metrics, Clock clock) {
        this.log = log;
        this.addresses = addresses;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Completes when {@code receipt} is recorded: then the provider may forget it. It may come before we know the id that it
     * names.
     */
    public Mono<Void> received(DeliveryReceipt receipt) {
        return Mono.defer(() -> {
            metrics.receipt(receipt);
            return log.receive(receipt, clock.instant()).flatMap(this::settle);
        });
    }

    /** The provider took parts of a message whose call was given up. */
    public Mono<Void> acceptedLate(Channel channel, MessageKey key, int segments, SentParts parts) {
        return Mono.defer(() -> log.recordLate(key, segments, parts, clock.instant()))
                .retryWhen(Notifier.UNTIL_RECORDED)
                .then(settle(key))
                .doOnError(failure -> metrics.interrupted(channel, failure));
    }

    /** Applies the receipts that came before the ids which they name were recorded. */
    Mono<Void> settle(MessageKey key, DeliveryResult result) {
        var mayHaveReceipts = switch (result) {
            case DeliveryResult.Accepted(var _, var parts) -> !parts.known().isEmpty();
            case DeliveryResult.Partly(var parts, var _) -> !parts.known().isEmpty();
            case DeliveryResult.Rejected _,
                    DeliveryResult.Undeliverable _,
                    DeliveryResult.Unavailable _,
                    DeliveryResult.SenderRefused _,
                    DeliveryResult.Unknown _ -> false;
        };
        return mayHaveReceipts ? settle(key) : Mono.empty();
    }

    private Mono<Void> settle(MessageKey key) {
        return Mono.defer(() -> log.settle(key, clock.instant())).flatMap(settled -> {
            metrics.settled(key, settled);
            return settled.receipt().unknownRecipient()
                    ? addresses.add(
                            settled.receipt().channel(),
                            settled.recipient(),
                            settled.receipt().reason(),
                            clock.instant())
                    : Mono.empty();
        });
    }
}
