package dev.waymark.gateway.live;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * One open page. It holds at most one frame: a page that was slow wants to know how things stand, not how they came
 * about. A tick says only that there may be something to send, so a dropped tick loses nothing.
 */
final class Subscriber {

    private final AtomicReference<@Nullable SseEvent> waiting = new AtomicReference<>();
    private final Sinks.Many<Boolean> ticks = Sinks.many().multicast().directBestEffort();
    private final LiveSettings settings;
    private long sent;
    private volatile long untakenSince;

    /** @param seen the version the page shows already; events up to it are no news to it */
    Subscriber(LiveSettings settings, long seen) {
        this.settings = settings;
        this.sent = seen;
    }

    void offer(SseEvent event) {
        waiting.accumulateAndGet(event, (old, fresh) -> old == null || old.version() < fresh.version() ? fresh : old);
        ticks.tryEmitNext(true);
    }

    void end() {
        ticks.tryEmitComplete();
    }

    Flux<ByteBuffer> events() {
        // The last one looks at once: what was offered before anybody listened made a tick that nobody heard.
        return Flux.merge(ticks.asFlux(), heartbeats(), Flux.just(true))
                .takeUntilOther(ticks.asFlux().ignoreElements())
                .doOnNext(tick -> mustKeepUp())
                .onBackpressureLatest()
                .map(tick -> next())
                .startWith(SseEvent.hello());
    }

    /** A random first pause: ten thousand pages opened by one message shall not all beat at once. */
    private Flux<Boolean> heartbeats() {
        var period = settings.heartbeat();
        var first = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, period.toMillis() + 1));
        return Flux.interval(first, period).onBackpressureDrop().map(tick -> true);
    }

    private void mustKeepUp() {
        var now = System.nanoTime();
        if (untakenSince == 0) {
            untakenSince = now;
        } else if (now - untakenSince > settings.slowAfter().toNanos()) {
            // An error, for a quiet end would wait until the last frame is taken: by one who takes none.
            throw new TooSlow();
        }
    }

    private ByteBuffer next() {
        untakenSince = 0;
        var event = waiting.getAndSet(null);
        if (event == null || event.version() <= sent) {
            return SseEvent.HEARTBEAT;
        }
        sent = event.version();
        return event.bytes();
    }

    /** This page takes nothing: its connection is dead, or its browser sleeps. */
    static final class TooSlow extends RuntimeException {
        TooSlow() {
            super("too slow", null, false, false);
        }
    }
}
