package dev.waymark.resilience;

import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.GatewayClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A shop and its couriers, at a bounded rate, all of it drawn from one seed. What is not acknowledged they send again, as
 * they do, until it is.
 */
final class Load {

    private static final int PARCELS_AT_ONCE = 8;
    private static final int POISON_PERCENT = 10;

    /** So many requests may wait for their acknowledgement: then nothing more is sent. */
    private static final int WEBHOOKS_AT_ONCE = 64;

    private static final int ORDERS_AT_ONCE = 256;
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final Random random;
    private final Duration interval;
    private final Secrets secrets;
    private final Ledger ledger;
    private final Poison poison;
    private final GatewayClient gateway;
    private final Semaphore webhooks = new Semaphore(WEBHOOKS_AT_ONCE);
    private final Semaphore orders = new Semaphore(ORDERS_AT_ONCE);
    private final Thread thread;
    private volatile boolean isEnding;
    private volatile boolean isOver;
    private int planned;

    /** Begins at once. */
    Load(long seed, int perSecond, URI gateway, Secrets secrets, Ledger ledger, Poison poison) {
        this.random = new Random(seed);
        this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
        this.secrets = secrets;
        this.ledger = ledger;
        this.poison = poison;
        this.gateway = new GatewayClient(gateway);
        this.thread = Thread.ofPlatform().daemon().name("load").start(this::run);
    }

    /** Begins nothing new, and returns when everything is acknowledged, or {@code patience} is over. */
    void end(Duration patience) throws InterruptedException {
        isEnding = true;
        var until = Instant.now().plus(patience);
        thread.join(patience);
        while (ledger.unacknowledged() > 0 && Instant.now().isBefore(until)) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        isOver = true;
    }

    private void run() {
        var open = new ArrayList<Queue<Request>>();
        var due = System.nanoTime();
        try {
            while (!isOver) {
                while (!isEnding && open.size() < PARCELS_AT_ONCE) {
                    open.add(new ArrayDeque<>(next()));
                }
                if (open.isEmpty()) {
                    return;
                }
                due = Math.max(due + interval.toNanos(), System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                var turn = random.nextInt(open.size());
                send(open.get(turn).remove());
                if (open.get(turn).isEmpty()) {
                    open.remove(turn);
                }
                if (random.nextInt(100) < POISON_PERCENT) {
                    poison.send(random);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A parcel's requests. The order may come before, between or after what its courier reports. */
    private Collection<Request> next() {
        var parcel = Parcel.plan(planned++, random, secrets, Instant.now());
        var requests = new ArrayList<Request>(parcel.reports());
        requests.add(random.nextInt(4) == 0 ? random.nextInt(requests.size()) : 0, parcel);
        return requests;
    }

    private void send(Request request) throws InterruptedException {
        ledger.begun(request);
        var permits = request instanceof Parcel ? orders : webhooks;
        permits.acquire();
        Thread.ofVirtual().start(() -> {
            try {
                deliver(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                permits.release();
            }
        });
    }

    private void deliver(Request request) throws InterruptedException {
        for (var pause = FIRST_RETRY; !isOver; pause = longer(pause)) {
            try {
                var status = trySend(request).statusCode();
                if (status / 100 == 2) {
                    acknowledged(request);
                    return;
                }
                ledger.refused();
            } catch (IOException e) {
                ledger.unknown();
            }
            Thread.sleep(pause);
        }
    }

    private HttpResponse<String> trySend(Request request) throws IOException, InterruptedException {
        return switch (request) {
            // One key however often it is asked for: a shop places an order once.
            case Parcel parcel ->
                gateway.place(
                        parcel.order(),
                        secrets.shopApiKey(),
                        parcel.order().orderNumber().value());
            case Parcel.Report report -> gateway.send(report.sentAt(Instant.now(), secrets));
        };
    }

    private void acknowledged(Request request) {
        switch (request) {
            case Parcel parcel -> ledger.acknowledged(parcel);
            case Parcel.Report report -> ledger.acknowledged(report);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }
}
