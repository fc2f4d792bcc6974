package dev.waymark.orders.placing;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Which requests were made already, by their idempotency key, and what was answered. */
public interface Requests {

    /** How long an answer is kept; the documentation says so too. */
    Duration KEPT = Duration.ofHours(24);

    /** Past this, whoever is at work on a request is taken for dead. */
    Duration LEASE = Duration.ofSeconds(30);

    /** Begins {@code key} unless it is begun. */
    Mono<Begun> begin(String key, String payloadHash);

    Mono<Void> finish(String key, Answer answer);

    /** It came to nothing and may be tried again at once. */
    Mono<Void> abandon(String key);

    /** Deletes what nobody will ask for any more. */
    Mono<Long> sweep();

    /** What was answered. */
    record Answer(int status, @Nullable String location, String body) {}

    /** Where a request stands. */
    sealed interface Begun {

        <T> T match(
                Function<Fresh, T> fresh,
                Function<InFlight, T> inFlight,
                Function<OtherPayload, T> other,
                Function<Finished, T> finished);

        /** It is ours to do. */
        record Fresh() implements Begun {
            @Override
            public <T> T match(
                    Function<Fresh, T> fresh,
                    Function<InFlight, T> inFlight,
                    Function<OtherPayload, T> other,
                    Function<Finished, T> finished) {
                return fresh.apply(this);
            }
        }

        /** Somebody is at it. */
        record InFlight() implements Begun {
            @Override
            public <T> T match(
                    Function<Fresh, T> fresh,
                    Function<InFlight, T> inFlight,
                    Function<OtherPayload, T> other,
                    Function<Finished, T> finished) {
                return inFlight.apply(this);
            }
        }

        /** The key was used for something else. */
        record OtherPayload() implements Begun {
            @Override
            public <T> T match(
                    Function<Fresh, T> fresh,
                    Function<InFlight, T> inFlight,
                    Function<OtherPayload, T> other,
                    Function<Finished, T> finished) {
                return other.apply(this);
            }
        }

        /** It is done. */
        record Finished(Answer answer) implements Begun {
            @Override
            public <T> T match(
                    Function<Fresh, T> fresh,
                    Function<InFlight, T> inFlight,
                    Function<OtherPayload, T> other,
                    Function<Finished, T> finished) {
                return finished.apply(this);
            }
        }
    }
}
