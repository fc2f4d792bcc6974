package dev.waymark.notifications.sending;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.waymark.notifications.domain.Masked;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Sends one-time codes at once: whoever signs in is waiting. Nothing is tried again; they ask for a new one. */
public final class CodeSender {

    private final Map<dev.waymark.contract.Channel, Channel> channels;
    private final SendLog log;
    private final RecipientHash hash;
    private final Journal journal;
    private final Clock clock;

    public CodeSender(Collection<Channel> channels, SendLog log, RecipientHash hash, Journal journal, Clock clock) {
        this.channels = channels.stream().collect(toUnmodifiableMap(Channel::medium, identity()));
        this.log = log;
        this.hash = hash;
        this.journal = journal;
        this.clock = clock;
    }

    /** How the provider took it. */
    public Mono<Handover> send(
            dev.waymark.contract.Channel medium, String to, String code, String language, Duration valid) {
        var key = new MessageKey(UUID.randomUUID().toString());
        var channel = channels.get(medium);
        if (channel == null) {
            throw new IllegalStateException("No channel for " + medium);
        }
        return channel.send(new Message.SignInCode(key, to, code, language, valid))
                .flatMap(handover -> {
                    var outgoing = Outgoing.code(key, medium, Masked.of(to), hash.of(to));
                    journal.handedOver(outgoing, handover);
                    return log.askedFor(outgoing, handover, clock.instant()).thenReturn(handover);
                });
    }
}
