package dev.waymark.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Slows tries down where refusing them would lock out whoever is right: one every two seconds for each subject, in each
 * gateway. The next few wait for their turn, and whoever has tried least goes first: a guesser who tries all the time waits
 * behind an owner who tries once, and gives up the place when there is none left.
 */
public final class Throttle {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int MOST_WAITING = 5;
    private static final int MOST_SUBJECTS = 100_000;

    private final Duration period;
    private final Cache<String, Queue> queues = Caffeine.newBuilder()
            .maximumSize(MOST_SUBJECTS)
            .expireAfterAccess(Duration.ofMinutes(1))
            .build();
    private final Cache<String, AtomicInteger> tries = Caffeine.newBuilder()
            .maximumSize(MOST_SUBJECTS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    public Throttle() {
        this(PERIOD);
    }

    Throttle(Duration period) {
        this.period = period;
    }

    /** Notes a try that need not wait: whoever goes on trying comes behind whoever begins. */
    public void count(String subject, Collection<String> keys) {
        var unused = before(subject, keys);
    }

    /**
     * Completes when it is this try's turn; fails with {@code TOO_MANY_TRIES} when too many wait who have tried less, or as
     * much and before.
     *
     * @param keys by what tries at one subject are told apart: of several the one that was tried with most counts
     */
    public Mono<Void> delay(String subject, Collection<String> keys) {
        return Mono.defer(
                () -> queues.get(subject, _ -> new Queue()).delay(new Waiting(before(subject, keys), Sinks.empty())));
    }

    /** How many there were before, with this one noted. */
    private int before(String subject, Collection<String> keys) {
        return keys.stream()
                .mapToInt(key -> tries.get(subject + "\n" + key, _ -> new AtomicInteger())
                        .getAndIncrement())
                .max()
                .orElse(0);
    }

    private ProblemException refusal() {
        return ProblemException.retryAfter(Problem.TOO_MANY_TRIES, period.multipliedBy(MOST_WAITING));
    }

    /** Of one subject. */
    private final class Queue {

        private final List<Waiting> waiting = new ArrayList<>();
        private long nextTurn = now();
        private boolean scheduled;

        Mono<Void> delay(Waiting waits) {
            var displaced = add(waits);
            if (displaced != null) {
                displaced.done().tryEmitError(refusal());
            }
            return waits.done()
                    .asMono()
                    .timeout(period.multipliedBy(MOST_WAITING + 1L), Mono.error(Throttle.this::refusal))
                    .doFinally(_ -> remove(waits));
        }

        private synchronized @Nullable Waiting add(Waiting waits) {
            waiting.add(waits);
            waiting.sort(Comparator.comparingInt(Waiting::before));
            schedule();
            return waiting.size() > MOST_WAITING ? waiting.removeLast() : null;
        }

        private synchronized void remove(Waiting gone) {
            waiting.remove(gone);
        }

        private void schedule() {
            if (!scheduled && !waiting.isEmpty()) {
                scheduled = true;
                Schedulers.parallel().schedule(this::next, Math.max(0, nextTurn - now()), TimeUnit.NANOSECONDS);
            }
        }

        private void next() {
            var first = taken();
            if (first != null) {
                first.done().tryEmitEmpty();
            }
        }

        private synchronized @Nullable Waiting taken() {
            scheduled = false;
            if (waiting.isEmpty()) {
                return null;
            }
            nextTurn = now() + period.toNanos();
            var first = waiting.removeFirst();
            schedule();
            return first;
        }

        private static long now() {
            return System.nanoTime();
        }
    }

    private record Waiting(int before, Sinks.Empty<Void> done) {}
}
