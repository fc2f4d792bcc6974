package dev.waymark.notifications.sending;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.domain.Contact;
import java.time.Instant;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Has new links made in place of one that has expired. */
public interface NewLinks {

    Mono<Answer> inPlaceOf(String token);

    /** What the order service said. */
    sealed interface Answer {

        <T> T match(Function<Made, T> made, Function<None, T> none, Function<Silent, T> silent);

        /**
         * There are new ones; {@code contact} has them.
         *
         * @param cameBy how the link came that has expired
         * @param until they open the order at least until then
         */
        record Made(Contact contact, Channel cameBy, Instant until) implements Answer {
            @Override
            public <T> T match(Function<Made, T> made, Function<None, T> none, Function<Silent, T> silent) {
                return made.apply(this);
            }
        }

        /** No such link, or one that opens, or nobody to write to. */
        record None() implements Answer {
            @Override
            public <T> T match(Function<Made, T> made, Function<None, T> none, Function<Silent, T> silent) {
                return none.apply(this);
            }
        }

        /** No answer, or none that can be used. */
        record Silent(String reason) implements Answer {
            @Override
            public <T> T match(Function<Made, T> made, Function<None, T> none, Function<Silent, T> silent) {
                return silent.apply(this);
            }
        }
    }
}
