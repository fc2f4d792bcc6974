package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.TestClock;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.platform.crypto.Hmac;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import reactor.core.publisher.Mono;

/** Updates late, twice, in any order, with failing providers: each message at most once, and never an outdated one. */
class NotifierPropertyTest {

    private static final SendingSettings RULES = new SendingSettings(
            Duration.ofMinutes(2),
            Set.of(Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            10,
            Map.of(),
            Duration.ofSeconds(3));

    private static final ProviderSettings NEVER_PAUSED =
            new ProviderSettings(Map.of(), 10_000, 100, Duration.ofMinutes(1));

    private static final List<SubStatus> STATUSES = List.of(
            SubStatus.ACCEPTED,
            SubStatus.OUT_FOR_DELIVERY,
            SubStatus.ATTEMPT_ABSENT,
            SubStatus.AWAITING_COLLECTION,
            SubStatus.DELIVERED_TO_RECIPIENT);

    /** One processing of an update. */
    record Step(int read, Duration after, Provider answer) {}

    enum Provider {
        ACCEPTED,
        UNAVAILABLE,
        ACCEPTED_BUT_ANSWER_LOST
    }

    @Property(tries = 300)
    void eachMessageGoesOutOnceAndOnlyWhileItIsTrue(
            @ForAll("milestoness") List<SubStatus> milestones, @ForAll("steps") List<Step> steps) {
        var updates = updates(milestones);
        var world = new World(updates);

        for (var step : steps) {
            world.clock.forward(step.after());
            world.answer = step.answer();
            world.process(step.read() % updates.size());
        }

        world.accepted.forEach((key, times) -> assertThat(times)
                .as("times that %s was accepted", key)
                .isLessThanOrEqualTo(world.lost.contains(key) ? 2 : 1));
        assertThat(world.wrongMessages).isEmpty();
    }

    @Provide
    Arbitrary<List<SubStatus>> milestoness() {
        return Arbitraries.of(STATUSES).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var step = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Duration.ofSeconds(1), Duration.ofMinutes(3), Duration.ofHours(5)),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.just(Provider.ACCEPTED)),
                                net.jqwik.api.Tuple.of(2, Arbitraries.just(Provider.UNAVAILABLE)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(Provider.ACCEPTED_BUT_ANSWER_LOST))))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(30);
    }

    private static List<MilestoneReached> updates(List<SubStatus> milestones) {
        Map<SubStatus, Integer> visits = new EnumMap<>(SubStatus.class);
        var updates = new ArrayList<MilestoneReached>();
        for (var status : milestones) {
            var visit = visits.merge(status, 1, Integer::sum);
            updates.add(NotificationSamples.reached(
                    "1",
                    status,
                    visit,
                    ChangeOrigin.LIVE,
                    NotificationSamples.NOON.plus(Duration.ofHours(updates.size()))));
        }
        return updates;
    }

    /** Everything around the notifier: the order has the state of the newest update read so far. */
    private static final class World {

        final TestClock clock = new TestClock(NotificationSamples.NOON);
        final Map<MessageKey, Integer> accepted = new java.util.HashMap<>();
        final Set<MessageKey> lost = new HashSet<>();
        final List<String> wrongMessages = new ArrayList<>();
        final Notifier notifier;
        private final InMemoryOrderService orders = new InMemoryOrderService();
        private final List<MilestoneReached> updates;
        private int known;
        Provider answer = Provider.ACCEPTED;

        World(List<MilestoneReached> updates) {
            this.updates = updates;
            var meters = new SimpleMeterRegistry();
            var metrics = new NotificationMetrics(meters);
            var log = new InMemorySendLog(RULES);
            var addresses = new InMemoryUndeliverableAddresses();
            this.notifier = new Notifier(
                    NotificationSamples.RULES,
                    RULES,
                    orders,
                    log,
                    addresses,
                    new DeliveryReports(log, addresses, metrics, clock),
                    new MessageChannels(
                            List.of(channel(Channel.EMAIL), channel(Channel.SMS)), NEVER_PAUSED, meters, metrics),
                    new Hmac(new byte[32]),
                    metrics,
                    clock);
        }

        void process(int read) {
            known = Math.max(known, read);
            orders.put(NotificationSamples.contact("1", "ru", updates.get(known)));
            notifier.notify(updates.get(read), Channel.EMAIL).block();
            notifier.notify(updates.get(read), Channel.SMS).block();
        }

        private MessageChannel channel(Channel channel) {
            return new MessageChannel() {
                @Override
                public Channel channel() {
                    return channel;
                }

                @Override
                public Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
                    return begin.filter(Boolean::booleanValue).map(_ -> deliver(message));
                }
            };
        }

        private DeliveryResult deliver(Message message) {
            check(((Message.OrderNotification) message).trigger());
            return switch (answer) {
                case ACCEPTED -> {
                    accepted.merge(message.key(), 1, Integer::sum);
                    yield new DeliveryResult.Accepted(1);
                }
                case UNAVAILABLE -> new DeliveryResult.Unavailable("away");
                case ACCEPTED_BUT_ANSWER_LOST -> {
                    accepted.merge(message.key(), 1, Integer::sum);
                    lost.add(message.key());
                    yield new DeliveryResult.Unknown("lost");
                }
            };
        }

        private void check(NotificationTrigger trigger) {
            var now = updates.get(known);
            if (now.milestone() != trigger.reached().milestone()
                    || now.occurrence() != trigger.reached().occurrence()) {
                wrongMessages.add("%s sent while the shipment is at %s".formatted(trigger.kind(), now.milestone()));
            }
            if (Duration.between(trigger.occurredAt(), clock.instant()).compareTo(Duration.ofDays(8)) > 0) {
                wrongMessages.add("%s sent too late".formatted(trigger.kind()));
            }
        }
    }
}
