package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every decision and every message, written before and after the deed. Addresses are in it masked or hashed only. */
public interface SendLog {

    /** Takes {@code key} for whoever asks first; the others learn how it stands. */
    Mono<Claim> claim(Outgoing outgoing, Instant now);

    /** The provider's call begins now. False when the claim has been lost to somebody else: then nobody calls. */
    Mono<Boolean> calling(MessageKey key, Claim.Granted claim);

    /** The call ended so. {@link Handover.Unsure} leaves the message as it is until its lease ends. */
    Mono<Void> record(MessageKey key, Handover handover, Instant now);

    /** Nobody is told of {@code occasion}, or nobody on {@code channel}; what was to be tried again is not. */
    Mono<Void> notSent(Occasion occasion, @Nullable Channel channel, Reason reason, Instant now);

    /** All tries about {@code occasion} failed. */
    Mono<Void> failed(Occasion occasion, String why, Instant now);

    /** What somebody asked for, a code or a new link, went out, or did not; it is not tried again. */
    Mono<Void> askedFor(Outgoing outgoing, Handover handover, Instant now);

    /** All about one order, newest first. */
    Flux<SentMessage> messages(OrderId order);

    /** Whether the asker may send. */
    sealed interface Claim {

        <T> T match(Function<Granted, T> granted, Function<Held, T> held, Function<Settled, T> settled);

        /** Yes, and nobody else. */
        record Granted(long version) implements Claim {
            @Override
            public <T> T match(Function<Granted, T> granted, Function<Held, T> held, Function<Settled, T> settled) {
                return granted.apply(this);
            }
        }

        /** Somebody else is at it; ask again then. */
        record Held(Instant until) implements Claim {
            @Override
            public <T> T match(Function<Granted, T> granted, Function<Held, T> held, Function<Settled, T> settled) {
                return held.apply(this);
            }
        }

        /** It went, or nobody is to send it any more. */
        record Settled() implements Claim {
            @Override
            public <T> T match(Function<Granted, T> granted, Function<Held, T> held, Function<Settled, T> settled) {
                return settled.apply(this);
            }
        }
    }
}
