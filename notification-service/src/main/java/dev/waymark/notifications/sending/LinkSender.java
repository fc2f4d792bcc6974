package dev.waymark.notifications.sending;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.waymark.notifications.domain.Masked;
import dev.waymark.notifications.sending.NewLinks.Answer.Made;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Sends a new link to whoever ordered, on the way the old one came. At once and not again: whoever waits for it asks once
 * more.
 */
public final class LinkSender {

    private final NewLinks links;
    private final Map<dev.waymark.contract.Channel, Channel> channels;
    private final SendLog log;
    private final RecipientHash hash;
    private final Journal journal;
    private final Clock clock;

    public LinkSender(
            NewLinks links,
            Collection<Channel> channels,
            SendLog log,
            RecipientHash hash,
            Journal journal,
            Clock clock) {
        this.links = links;
        this.channels = channels.stream().collect(toUnmodifiableMap(Channel::medium, identity()));
        this.log = log;
        this.hash = hash;
        this.journal = journal;
        this.clock = clock;
    }

    /** How the provider took it; empty when {@code token} is none that anybody is sent a new one for. */
    public Mono<Handover> send(String token) {
        return links.inPlaceOf(token)
                .flatMap(answer -> answer.match(
                        this::send,
                        none -> Mono.<Handover>empty(),
                        silent -> Mono.just(new Handover.Unreachable(silent.reason()))));
    }

    private Mono<Handover> send(Made links) {
        return Mono.justOrEmpty(Stream.concat(
                                Stream.of(links.cameBy()), Stream.of(dev.waymark.contract.Channel.values()))
                        .filter(medium -> links.contact().address(medium).isPresent())
                        .findFirst())
                .flatMap(medium ->
                        send(links, medium, links.contact().address(medium).orElseThrow()));
    }

    private Mono<Handover> send(Made links, dev.waymark.contract.Channel medium, String to) {
        var channel = channels.get(medium);
        if (channel == null) {
            throw new IllegalStateException("No channel for " + medium);
        }
        var contact = links.contact();
        var key = new MessageKey(UUID.randomUUID().toString());
        return channel.send(new Message.NewLink(key, to, contact, links.until()))
                .flatMap(handover -> {
                    var outgoing = Outgoing.link(key, contact.orderId(), medium, Masked.of(to), hash.of(to));
                    journal.handedOver(outgoing, handover);
                    return log.askedFor(outgoing, handover, clock.instant()).thenReturn(handover);
                });
    }
}
