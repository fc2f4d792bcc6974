package dev.waymark.notifications.sending;

import dev.waymark.contract.OrderId;
import dev.waymark.notifications.domain.Contact;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Asks whom to write to, at the moment of sending. */
public interface Contacts {

    Mono<Answer> of(OrderId order);

    /** What the order service said. */
    sealed interface Answer {

        <T> T match(
                Function<Known, T> known,
                Function<Unknown, T> unknown,
                Function<Erased, T> erased,
                Function<Silent, T> silent);

        record Known(Contact contact) implements Answer {
            @Override
            public <T> T match(
                    Function<Known, T> known,
                    Function<Unknown, T> unknown,
                    Function<Erased, T> erased,
                    Function<Silent, T> silent) {
                return known.apply(this);
            }
        }

        /** It has no such order, maybe not yet. */
        record Unknown() implements Answer {
            @Override
            public <T> T match(
                    Function<Known, T> known,
                    Function<Unknown, T> unknown,
                    Function<Erased, T> erased,
                    Function<Silent, T> silent) {
                return unknown.apply(this);
            }
        }

        /** The person asked to be forgotten. */
        record Erased() implements Answer {
            @Override
            public <T> T match(
                    Function<Known, T> known,
                    Function<Unknown, T> unknown,
                    Function<Erased, T> erased,
                    Function<Silent, T> silent) {
                return erased.apply(this);
            }
        }

        /** No answer, or none that can be used. */
        record Silent(String reason) implements Answer {
            @Override
            public <T> T match(
                    Function<Known, T> known,
                    Function<Unknown, T> unknown,
                    Function<Erased, T> erased,
                    Function<Silent, T> silent) {
                return silent.apply(this);
            }
        }
    }
}
