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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends what a person has just requested and is waiting for: sign-in codes and new links. At once and without retries. */
public final class RequestedMessageSender {

    private final OrderServiceClient orders;
    private final MessageChannels channels;
    private final SendLog log;
    private final Hmac recipientHash;
    private final Clock clock;

    public RequestedMessageSender(
            OrderServiceClient orders, MessageChannels channels, SendLog log, Hmac recipientHash, Clock clock) {
        this.orders = orders;
        this.channels = channels;
        this.log = log;
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
                .flatMap(claim -> {
                    var begin = Mono.defer(() -> log.startSending(record.key(), claim, clock.instant()));
                    return channels.send(record, message, begin)
                            .flatMap(result -> log.recordRequested(record, claim, result, clock.instant())
                                    .thenReturn(result));
                });
    }

    private static MessageKey newKey() {
        return new MessageKey(UUID.randomUUID().toString());
    }
}
