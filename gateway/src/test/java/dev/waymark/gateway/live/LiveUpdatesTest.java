package dev.waymark.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.platform.web.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LiveUpdatesTest {

    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final Duration END_WITHIN = Duration.ofMillis(300);
    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));

    private final AtomicLong version = new AtomicLong(1);
    private final AtomicInteger fetches = new AtomicInteger();
    private final Mono<OrderView> order = Mono.fromSupplier(() -> {
        fetches.incrementAndGet();
        return view(version.get());
    });
    private LiveUpdates updates = updates(Duration.ofMillis(50), Duration.ofSeconds(60), 100);

    @AfterEach
    void end() {
        updates.stop();
    }

    @Test
    void changeBetweenTheSnapshotAndTheJoiningIsNotLost() {
        var snapshotThenChange = order.doOnNext(snapshot -> {
            version.set(2);
            updates.changed(ORDER);
        });

        var page = page("a", snapshotThenChange, 1);

        await().atMost(ENOUGH).until(() -> page.contains("id: 2"));
    }

    /** Its first answer was old when it came, and the others had the newer one already. */
    @Test
    void pageThatJoinsLateIsShownWhatTheOthersWereShown() {
        var first = page("a", order, 0);
        version.set(7);
        updates.changed(ORDER);
        await().atMost(ENOUGH).until(() -> first.contains("id: 7"));

        var second = page("b", Mono.fromSupplier(() -> view(3)), 0);

        await().atMost(ENOUGH).until(() -> second.contains("id: 7"));
    }

    @Test
    void howThingsStandIsToldBeforeAnyHeartbeat() {
        updates.stop();
        updates = updates(Duration.ofHours(9), Duration.ofHours(9), 100);

        assertThat(page("a", order, 0)).element(1).isEqualTo("id: 1");
    }

    @Test
    void versionsGoForwardOnly() {
        version.set(5);
        var page = page("a", order, 0);
        await().atMost(ENOUGH).until(() -> page.contains("id: 5"));

        version.set(4);
        updates.changed(ORDER);
        await().atMost(ENOUGH).until(() -> fetches.get() >= 2);
        version.set(6);
        updates.changed(ORDER);

        await().atMost(ENOUGH).until(() -> page.contains("id: 6"));
        assertThat(page).doesNotContain("id: 4");
    }

    @Test
    void lastUpdateOfABurstArrives() {
        var page = page("a", order, 0);
        await().atMost(ENOUGH).until(() -> page.contains("id: 1"));

        for (var i = 0; i < 1_000; i++) {
            version.incrementAndGet();
            updates.changed(ORDER);
        }

        await().atMost(ENOUGH).until(() -> page.contains("id: 1001"));
    }

    @Test
    void updateOfAnOrderNobodyWatchesFetchesNothing() {
        for (var i = 0; i < 1_000; i++) {
            updates.changed(OrderId.of(new OrderNumber("other" + i)));
        }

        assertThat(fetches.get()).isZero();
    }

    @Test
    void readerThatTakesNothingHoldsOneFrameAndIsThenDisconnected() {
        updates.stop();
        updates = updates(Duration.ofMillis(20), Duration.ofMillis(200), 100);
        var ended = new CopyOnWriteArrayList<Throwable>();
        var stuck = new BaseSubscriber<ByteBuffer>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnError(Throwable tooSlow) {
                ended.add(tooSlow);
            }
        };
        updates.stream("a", OrderSubscription.Scope.GUEST, order, order, 0)
                .flatMapMany(events -> events)
                .subscribe(stuck);

        await().atMost(ENOUGH).until(() -> updates.streams() == 0);
        assertThat(ended).hasOnlyElementsOfType(Subscriber.TooSlow.class);
    }

    @Test
    void streamsOfOneVisitorAndOfAllAreBounded() {
        updates.stop();
        updates = new LiveUpdates(
                new LiveSettings(
                        3, 2, Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(10), Duration.ZERO, 4),
                new SimpleMeterRegistry());
        page("a", order, 0);
        page("a", order, 0);

        refused("a", Problem.TOO_MANY_REQUESTS);
        page("b", order, 0);
        refused("c", Problem.SERVICE_UNAVAILABLE);
        assertThat(updates.streams()).isEqualTo(3);
    }

    @Test
    void orderThatCanNoLongerBeSeenEndsItsPages() {
        var gone = Mono.<OrderView>error(ProblemException.of(Problem.LINK_EXPIRED));

        var stream = updates.stream("a", OrderSubscription.Scope.GUEST, order, gone, 0)
                .flatMapMany(events -> events);

        StepVerifier.create(stream.takeLast(1))
                .then(() -> updates.changed(ORDER))
                .expectNextCount(1)
                .expectComplete()
                .verify(ENOUGH);
        assertThat(updates.streams()).isZero();
    }

    @Test
    void pageThatMayHaveMissedAnUpdateIsToldHowThingsStand() {
        var page = page("a", order, 0);
        await().atMost(ENOUGH).until(() -> page.contains("id: 1"));

        version.set(2);
        updates.missed();

        await().atMost(ENOUGH).until(() -> page.contains("id: 2"));
    }

    @Test
    void pagesComeBackAtTimesOfTheirOwn() {
        var retries = IntStream.range(0, 20)
                .mapToObj(i -> page("a", order, 0).getFirst())
                .collect(toSet());

        assertThat(retries).hasSizeGreaterThan(1).allMatch(line -> line.startsWith("retry: "));
    }

    @Test
    void streamsEndAtOnceWhenTheGatewayStopsButNotAllTogether() {
        var ends = new CopyOnWriteArrayList<Long>();
        for (var i = 0; i < 50; i++) {
            updates.stream("a", OrderSubscription.Scope.GUEST, order, order, 0)
                    .flatMapMany(events -> events)
                    .doOnComplete(() -> ends.add(System.nanoTime()))
                    .subscribe();
        }
        var stopped = new AtomicBoolean();

        updates.stop(() -> stopped.set(true));

        refused("b", Problem.SERVICE_UNAVAILABLE);
        await().atMost(ENOUGH).untilTrue(stopped);
        assertThat(ends).hasSize(50);
        assertThat(ends.getLast() - ends.getFirst()).isGreaterThan(END_WITHIN.toNanos() / 3);
        assertThat(updates.streams()).isZero();
    }

    private void refused(String principal, Problem problem) {
        StepVerifier.create(updates.stream(principal, OrderSubscription.Scope.GUEST, order, order, 0)
                        .flatMapMany(events -> events))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ProblemException.class,
                                refused -> assertThat(refused.problem()).isEqualTo(problem)))
                .verify(ENOUGH);
    }

    private List<String> page(String principal, Mono<OrderView> first, long seen) {
        var lines = new CopyOnWriteArrayList<String>();
        updates.stream(principal, OrderSubscription.Scope.GUEST, first, order, seen)
                .flatMapMany(events -> events)
                .map(event -> UTF_8.decode(event.duplicate()).toString())
                .subscribe(text -> lines.add(text.lines().findFirst().orElse("")));
        return lines;
    }

    private static LiveUpdates updates(Duration heartbeat, Duration slowAfter, int perVisitor) {
        return new LiveUpdates(
                new LiveSettings(1_000, perVisitor, heartbeat, slowAfter, heartbeat, END_WITHIN, 4),
                new SimpleMeterRegistry());
    }

    private static OrderView view(long version) {
        return new OrderView(
                ORDER,
                "··42",
                Instant.EPOCH,
                version,
                Instant.EPOCH,
                "ru",
                "Asia/Yekaterinburg",
                null,
                null,
                1,
                null,
                null,
                new OrderView.Summary(
                        CustomerStatus.IN_TRANSIT, null, 0, 0, 1, false, Presentation.of(CustomerStatus.IN_TRANSIT)),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
