package dev.waymark.notifications.sending;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.domain.Contact;
import dev.waymark.notifications.domain.Masked;
import dev.waymark.notifications.domain.NotificationDecision;
import dev.waymark.notifications.domain.NotificationDecision.Send;
import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decide, claim, send, record. May be asked about the same update any number of times: what is settled stays so, what
 * is left is decided anew, so that no old news goes out after a new one.
 */
public final class Notifier {

    private final NotificationRules rules;
    private final Contacts contacts;
    private final SendLog log;
    private final Map<dev.waymark.contract.Channel, Channel> channels;
    private final RecipientHash hash;
    private final SendingRules sending;
    private final Journal journal;
    private final Clock clock;

    public Notifier(
            NotificationRules rules,
            SendingRules sending,
            Contacts contacts,
            SendLog log,
            Collection<Channel> channels,
            RecipientHash hash,
            Journal journal,
            Clock clock) {
        this.rules = rules;
        this.sending = sending;
        this.contacts = contacts;
        this.log = log;
        this.channels = channels.stream().collect(toUnmodifiableMap(Channel::medium, identity()));
        this.hash = hash;
        this.journal = journal;
        this.clock = clock;
    }

    public Mono<Settlement> tell(OrderUpdate update) {
        return NotificationDecision.occasion(update)
                .map(occasion -> tell(update, occasion))
                .orElseGet(() -> {
                    journal.unremarkable(update);
                    return Mono.just(Settlement.settled());
                });
    }

    /** All tries about {@code update} failed: support sees it, nobody tries any more. */
    Mono<Void> giveUp(OrderUpdate update, String why) {
        journal.gaveUp(update, why);
        return Mono.justOrEmpty(NotificationDecision.occasion(update))
                .flatMap(occasion -> log.failed(occasion, why, clock.instant()));
    }

    private Mono<Settlement> tell(OrderUpdate update, Occasion occasion) {
        return NotificationDecision.worthTelling(occasion, rules, clock.instant())
                .map(reason -> stop(occasion, null, reason))
                .orElseGet(() -> contacts.of(occasion.orderId())
                        .flatMap(answer -> answer.match(
                                known -> decide(occasion, known.contact()),
                                unknown -> maybeNotYet(update, occasion),
                                erased -> stop(occasion, null, Reason.NO_CONTACT),
                                silent -> again(clock.instant(), silent.reason()))));
    }

    /** The order's own document may come a moment after the update that tells of it. */
    private Mono<Settlement> maybeNotYet(OrderUpdate update, Occasion occasion) {
        var now = clock.instant();
        return now.isBefore(update.recordedAt().plus(sending.unknownOrderWithin()))
                ? again(now, "order-unknown")
                : stop(occasion, null, Reason.NO_CONTACT);
    }

    private Mono<Settlement> decide(Occasion occasion, Contact contact) {
        return NotificationDecision.decide(occasion, contact, rules, clock.instant())
                .match(send -> send(send, contact), no -> stop(occasion, null, no.reason()));
    }

    private Mono<Settlement> send(Send send, Contact contact) {
        var leftOut = Flux.fromIterable(send.leftOut().entrySet())
                .concatMap(channel -> stop(send.occasion(), channel.getKey(), channel.getValue()));
        // A parcel that fails on one channel must not keep the message from the other.
        var sent = Flux.fromIterable(send.to().entrySet())
                .concatMap(recipient -> send(send.occasion(), contact, recipient.getKey(), recipient.getValue()));
        return leftOut.concatWith(sent).reduce(Settlement.settled(), Settlement::and);
    }

    private Mono<Settlement> send(Occasion occasion, Contact contact, dev.waymark.contract.Channel medium, String to) {
        var recipient = hash.of(to);
        var key = MessageKey.of(occasion, medium, recipient);
        var outgoing = Outgoing.news(key, occasion, medium, Masked.of(to), recipient);
        return log.claim(outgoing, clock.instant())
                .flatMap(claim -> claim.match(
                        granted -> hand(
                                granted,
                                outgoing,
                                new Message.News(
                                        key,
                                        thread(occasion, medium, recipient),
                                        to,
                                        occasion,
                                        contact,
                                        clock.instant())),
                        held -> again(held.until(), "held"),
                        settled -> Mono.just(Settlement.settled())));
    }

    private Mono<Settlement> hand(SendLog.Claim.Granted claim, Outgoing outgoing, Message message) {
        var channel = channels.get(outgoing.channel());
        if (channel == null) {
            throw new IllegalStateException("No channel for " + outgoing.channel());
        }
        var called = clock.instant();
        return log.calling(outgoing.key(), claim)
                .flatMap(ours -> ours ? call(channel, outgoing, message, called) : again(called, "claim-lost"));
    }

    private Mono<Settlement> call(Channel channel, Outgoing outgoing, Message message, Instant called) {
        return channel.send(message).flatMap(handover -> {
            journal.handedOver(outgoing, handover);
            return log.record(outgoing.key(), handover, clock.instant())
                    .then(handover.match(
                            taken -> Mono.just(Settlement.settled()),
                            refused -> Mono.just(Settlement.settled()),
                            unreachable -> again(clock.instant(), unreachable.reason()),
                            unsure -> again(called.plus(sending.lease()), unsure.reason())));
        });
    }

    private static MessageKey thread(Occasion occasion, dev.waymark.contract.Channel medium, String recipientHash) {
        return MessageKey.of(occasion.confirmation(), medium, recipientHash);
    }

    private Mono<Settlement> stop(Occasion occasion, dev.waymark.contract.@Nullable Channel channel, Reason reason) {
        journal.notSent(occasion, channel, reason);
        return log.notSent(occasion, channel, reason, clock.instant()).thenReturn(Settlement.settled());
    }

    private static Mono<Settlement> again(Instant notBefore, String why) {
        return Mono.just(new Settlement.Again(notBefore, why));
    }
}
