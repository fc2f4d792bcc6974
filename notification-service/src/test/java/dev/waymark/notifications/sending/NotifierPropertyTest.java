package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.notifications.News;
import dev.waymark.notifications.TestClock;
import dev.waymark.notifications.domain.NotificationRules;
import dev.waymark.notifications.domain.Occasion;
import dev.waymark.notifications.domain.Reason;
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
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Updates late, twice, in any order, with providers that fail: each message at most once, and never old news. */
class NotifierPropertyTest {

    private static final SendingRules RULES = new SendingRules(
            Duration.ofMinutes(2),
            Set.of(dev.waymark.contract.Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            10);

    private static final List<SubStatus> STATUSES = List.of(
            SubStatus.ACCEPTED,
            SubStatus.OUT_FOR_DELIVERY,
            SubStatus.ATTEMPT_ABSENT,
            SubStatus.AWAITING_COLLECTION,
            SubStatus.DELIVERED_TO_RECIPIENT);

    /** One reading of an update. */
    record Step(int read, Duration after, Provider answer) {}

    enum Provider {
        TAKEN,
        UNREACHABLE,
        LOST_BUT_TAKEN
    }

    @Property(tries = 300)
    void eachMessageGoesOutOnceAndOnlyWhileItIsTrue(
            @ForAll("journeys") List<SubStatus> journey, @ForAll("steps") List<Step> steps) {
        var updates = updates(journey);
        var world = new World(updates);

        for (var step : steps) {
            world.clock.forward(step.after());
            world.answer = step.answer();
            world.known = Math.max(world.known, step.read() % updates.size());
            world.notifier.tell(updates.get(step.read() % updates.size())).block();
        }

        world.taken.forEach((key, times) -> assertThat(times)
                .as("times that %s was taken", key)
                .isLessThanOrEqualTo(world.lost.contains(key) ? 2 : 1));
        assertThat(world.lies).isEmpty();
    }

    @Provide
    Arbitrary<List<SubStatus>> journeys() {
        return Arbitraries.of(STATUSES).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var step = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(Duration.ofSeconds(1), Duration.ofMinutes(3), Duration.ofHours(5)),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.just(Provider.TAKEN)),
                                net.jqwik.api.Tuple.of(2, Arbitraries.just(Provider.UNREACHABLE)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(Provider.LOST_BUT_TAKEN))))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(30);
    }

    private static List<MilestoneReached> updates(List<SubStatus> journey) {
        Map<SubStatus, Integer> visits = new EnumMap<>(SubStatus.class);
        var updates = new ArrayList<MilestoneReached>();
        for (var status : journey) {
            var visit = visits.merge(status, 1, Integer::sum);
            updates.add(News.reached(
                    "1", status, visit, ChangeOrigin.LIVE, News.NOON.plus(Duration.ofHours(updates.size()))));
        }
        return updates;
    }

    /** Everything around the notifier: the order stands where the newest update that anyone read says. */
    private static final class World implements Contacts, Journal {

        final TestClock clock = new TestClock(News.NOON);
        final Map<MessageKey, Integer> taken = new java.util.HashMap<>();
        final Set<MessageKey> lost = new HashSet<>();
        final List<String> lies = new ArrayList<>();
        final Notifier notifier;
        private final List<MilestoneReached> updates;
        int known;
        Provider answer = Provider.TAKEN;

        World(List<MilestoneReached> updates) {
            this.updates = updates;
            this.notifier = new Notifier(
                    NotificationRules.DEFAULT,
                    RULES,
                    this,
                    new InMemorySendLog(RULES),
                    List.of(channel(dev.waymark.contract.Channel.EMAIL), channel(dev.waymark.contract.Channel.SMS)),
                    new RecipientHash(new byte[32]),
                    this,
                    clock);
        }

        @Override
        public Mono<Answer> of(dev.waymark.contract.OrderId order) {
            return Mono.just(new Contacts.Answer.Known(News.contact("1", "ru", updates.get(known))));
        }

        private Channel channel(dev.waymark.contract.Channel medium) {
            return new Channel() {
                @Override
                public dev.waymark.contract.Channel medium() {
                    return medium;
                }

                @Override
                public Mono<Handover> send(Message message) {
                    return Mono.just(take(message));
                }
            };
        }

        private Handover take(Message message) {
            message.match(
                    news -> {
                        check(news.occasion());
                        return true;
                    },
                    code -> false,
                    link -> false);
            return switch (answer) {
                case TAKEN -> {
                    taken.merge(message.key(), 1, Integer::sum);
                    yield new Handover.Taken(1);
                }
                case UNREACHABLE -> new Handover.Unreachable("away");
                case LOST_BUT_TAKEN -> {
                    taken.merge(message.key(), 1, Integer::sum);
                    lost.add(message.key());
                    yield new Handover.Unsure("lost");
                }
            };
        }

        private void check(Occasion occasion) {
            var now = updates.get(known);
            if (now.milestone() != occasion.milestone() || now.visit() != occasion.visit()) {
                lies.add("%s told while the parcel is at %s".formatted(occasion.kind(), now.milestone()));
            }
            if (Duration.between(occasion.occurredAt(), clock.instant()).compareTo(Duration.ofDays(8)) > 0) {
                lies.add("%s told too late".formatted(occasion.kind()));
            }
        }

        @Override
        public void unremarkable(OrderUpdate update) {}

        @Override
        public void notSent(Occasion occasion, dev.waymark.contract.@Nullable Channel channel, Reason reason) {}

        @Override
        public void handedOver(Outgoing outgoing, Handover handover) {}

        @Override
        public void again(OrderUpdate update, int tries, Settlement.Again again) {}

        @Override
        public void gaveUp(OrderUpdate update, String why) {}
    }
}
