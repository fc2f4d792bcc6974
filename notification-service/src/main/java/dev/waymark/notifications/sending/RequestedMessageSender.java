package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.RenewedLink;
import dev.waymark.notifications.sending.OrderServiceClient.Lookup;
import dev.waymark.platform.crypto.Hmac;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends what a person has just requested and is waiting for: sign-in codes and new links. At once and without retries. */
public final class RequestedMessageSender {

    private final OrderServiceClient orders;
    private final MessageChannels channels;
    private final SendLog log;
    private final DeliveryReports reports;
    private final SendingSettings settings;
    private final Hmac recipientHash;
    private final Clock clock;

    public RequestedMessageSender(
            OrderServiceClient orders,
            MessageChannels channels,
            SendLog log,
            DeliveryReports reports,
            SendingSettings settings,
            Hmac recipientHash,
            Clock clock) {
        this.orders = orders;
        this.channels = channels;
        this.log = log;
        this.reports = reports;
        this.settings = settings;
        this.recipientHash = recipientHash;
        this.clock = clock;
    }

    public Mono<DeliveryResult> sendCode(
            Channel channel, String address, String code, String language, Duration valid) {
        return send("sign_in_code", null, channel, new Message.SignInCode(newKey(), address, code, language, valid));
    }

    /** Sends a new link by the channel of the expired one; empty when {@code expiredToken} is not renewed. */
    public Mono<DeliveryResult> sendRenewedLink(String expiredToken) {
        return orders.renewLink(expiredToken).flatMap(answer -> switch (answer) {
            case Lookup.Found(RenewedLink link) -> send(link);
            case Lookup.NotFound<RenewedLink> _, Lookup.Erased<RenewedLink> _ -> Mono.empty();
            case Lookup.Unavailable(String reason) -> Mono.just(new DeliveryResult.Unavailable(reason));
        });
    }

    private Mono<DeliveryResult> send(RenewedLink link) {
        var contact = link.contact();
        return Mono.justOrEmpty(channel(link)).flatMap(channel -> {
            var address = contact.address(channel).orElseThrow();
            var message = new Message.RenewedLink(newKey(), address, contact, link.until());
            return send("new_link", contact.orderId(), channel, message);
        });
    }

    private Optional<Channel> channel(RenewedLink link) {
        return Stream.concat(Stream.of(link.channel()), Stream.of(Channel.values()))
                .filter(channels.enabled()::contains)
                .filter(channel -> link.contact().address(channel).isPresent())
                .findFirst();
    }

    private Mono<DeliveryResult> send(String kind, @Nullable OrderId order, Channel channel, Message message) {
        var recipient = Recipient.of(message.address(), recipientHash);
        var record = new MessageRecord(message.key(), kind, order, null, channel, recipient);
        return log.claim(record, clock.instant())
                .cast(SendLog.Claim.Granted.class)
                .flatMap(claim -> send(claim, record, message));
    }

    /**
     * Answers while somebody waits for it, and goes on when nobody does: a call that has begun cannot be taken back, and one that
     * has not must not begin after it was said that nothing is sent.
     */
    private Mono<DeliveryResult> send(SendLog.Claim.Granted claim, MessageRecord record, Message message) {
        var isDecided = new AtomicBoolean();
        var begin = Mono.defer(() -> isDecided.compareAndSet(false, true)
                ? log.startSending(record.key(), claim, clock.instant())
                : Mono.just(false));
        var call = channels.send(record, message, begin).flatMap(result -> recorded(claim, record, result));
        var tooLate = Mono.defer(() -> isDecided.compareAndSet(false, true)
                ? recorded(claim, record, DeliveryResult.Unavailable.busy())
                : Mono.just(new DeliveryResult.Unknown("no-answer-yet")));
        return Mono.fromFuture(call::toFuture, true).timeout(settings.answerRequestedWithin(), tooLate);
    }

    private Mono<DeliveryResult> recorded(SendLog.Claim.Granted claim, MessageRecord record, DeliveryResult result) {
        return log.recordRequested(record, claim, result, clock.instant())
                .then(reports.settle(record.key(), result))
                .thenReturn(result);
    }

    private static MessageKey newKey() {
        return new MessageKey(UUID.randomUUID().toString());
    }
}
