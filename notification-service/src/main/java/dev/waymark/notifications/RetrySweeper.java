package dev.waymark.notifications;

import dev.waymark.notifications.sending.UpdateIntake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Looks for updates that are due again, for as long as the service runs. */
final class RetrySweeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RetrySweeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Mono<Void> prepared;
    private final UpdateIntake intake;
    private final Duration every;
    private @Nullable Disposable running;

    RetrySweeper(Mono<Void> prepared, UpdateIntake intake, Duration every) {
        this.prepared = prepared;
        this.intake = intake;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        var round = Mono.defer(intake::takeDue);
        running = Flux.interval(every)
                .onBackpressureDrop()
                .concatMap(tick -> prepared.then(round), 1)
                .doOnError(e -> log.warn("retries: {}", e.getClass().getSimpleName()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, every).maxBackoff(LONGEST_PAUSE))
                .subscribe();
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }
}
