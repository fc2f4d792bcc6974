package dev.waymark.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, so that it can be told, and stopped in the opposite order. */
final class Parts {

    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    /** A part that hangs must not keep the others from being closed properly. */
    private static final long CLOSES_WITHIN_SECONDS = 10;

    private final Consumer<Part> onStarted;
    private final List<Part> started = new ArrayList<>();
    private final Deque<List<Closing>> closings = new ArrayDeque<>();

    Parts(Consumer<Part> onStarted) {
        this.onStarted = onStarted;
    }

    synchronized List<Part> started() {
        return started.stream().sorted(Comparator.comparing(Part::kind)).toList();
    }

    /** Starts {@code all} side by side; when one fails, the others are still finished, so that they can be closed. */
    <T> List<T> startTogether(List<Starting<T>> all) {
        var group = new ArrayList<Closing>();
        synchronized (this) {
            closings.push(group);
        }
        var threads = Executors.newFixedThreadPool(all.size(), Parts::thread);
        try {
            var running = all.stream()
                    .map(starting -> threads.submit(() -> start(starting, group)))
                    .toList();
            // First all of them, then the results: nothing starts behind the back of a failure.
            threads.shutdown();
            if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new CannotRun("Waymark did not start within 5 minutes.");
            }
            var results = new ArrayList<T>();
            for (var result : running) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Stopped before everything was started.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** The last started goes first; of those started together all go together. */
    void close() {
        while (true) {
            List<Closing> group;
            synchronized (this) {
                if (closings.isEmpty()) {
                    return;
                }
                group = List.copyOf(closings.pop());
            }
            closeTogether(group);
        }
    }

    private <T> T start(Starting<T> starting, List<Closing> group) throws Exception {
        var begun = System.nanoTime();
        var result = starting.start().call();
        var part = starting.part(result, Duration.ofNanos(System.nanoTime() - begun));
        synchronized (this) {
            started.add(part);
            group.add(new Closing(part.kind().title(), () -> starting.close().close(result)));
        }
        onStarted.accept(part);
        return result;
    }

    private static void closeTogether(List<Closing> group) {
        var left = new CountDownLatch(group.size());
        for (var closing : group) {
            var thread = thread(() -> {
                try {
                    closing.close().run();
                } catch (Exception e) {
                    log.warn("closing {}", closing.what(), e);
                } finally {
                    left.countDown();
                }
            });
            thread.start();
        }
        try {
            if (!left.await(CLOSES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                log.warn(
                        "not closed in time: one of {}",
                        group.stream().map(Closing::what).toList());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "waymark-local");
        thread.setDaemon(true);
        return thread;
    }

    /** One part to be started: how, what it is then, and how it is closed. */
    record Starting<T>(Callable<T> start, Describe<T> describe, Close<T> close) {

        Part part(T result, Duration startedIn) {
            return describe.describe(result, startedIn);
        }
    }

    @FunctionalInterface
    interface Describe<T> {
        Part describe(T result, Duration startedIn);
    }

    @FunctionalInterface
    interface Close<T> {
        void close(T result) throws Exception;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private record Closing(String what, Work close) {}
}
