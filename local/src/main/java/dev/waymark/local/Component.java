package dev.waymark.local;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A part of the system whose start and stop Spring's lifecycle drives: components of one phase start and stop side by side,
 * a later phase starts when the one before it is up, and stops before it.
 *
 * @param <T> what runs
 */
final class Component<T extends AutoCloseable> implements SmartLifecycle {

    /** Broker, store and inboxes. */
    static final int INFRASTRUCTURE = 0;

    static final int SERVICES = 1;

    private static final Logger log = LoggerFactory.getLogger(Component.class);

    private final int phase;
    private final ComponentStatus.Type type;
    private final Supplier<T> starter;
    private final Consumer<Component<T>> onStarted;
    private volatile @Nullable T running;
    private volatile Duration startedIn = Duration.ZERO;

    Component(int phase, ComponentStatus.Type type, Supplier<T> starter, Consumer<Component<T>> onStarted) {
        this.phase = phase;
        this.type = type;
        this.starter = starter;
        this.onStarted = onStarted;
    }

    ComponentStatus.Type type() {
        return type;
    }

    /** What runs; asked of a component of a phase that is up. */
    T get() {
        var started = running;
        if (started == null) {
            throw new IllegalStateException(type.title() + " is not running");
        }
        return started;
    }

    Duration startedIn() {
        return startedIn;
    }

    @Override
    public void start() {
        var begin = System.nanoTime();
        running = starter.get();
        startedIn = Duration.ofNanos(System.nanoTime() - begin);
        onStarted.accept(this);
    }

    @Override
    public void stop() {
        var started = running;
        running = null;
        if (started != null) {
            try {
                started.close();
            } catch (Exception e) {
                log.warn("closing {}", type.title(), e);
            }
        }
    }

    /** Beside the others of the phase, because a service needs seconds to close. */
    @Override
    public void stop(Runnable callback) {
        Thread.ofPlatform().daemon().name("stop-" + type.title()).start(() -> {
            stop();
            callback.run();
        });
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
