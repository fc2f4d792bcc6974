package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.domain.NotificationTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every implementation of the queue. */
interface SendQueueContract {

    Instant NOW = NotificationSamples.NOON;
    Instant CLAIMED = NOW.plus(Duration.ofMinutes(2));

    /** An empty queue. */
    SendQueue queue();

    @Test
    default void entryIsDueOnceOnEachOfItsChannels() {
        var update = update();
        add(update, Set.of(Channel.EMAIL, Channel.SMS), NOW);

        assertThat(due(Channel.EMAIL, NOW)).containsExactly(new SendQueue.Entry(update, Channel.EMAIL, 0));
        assertThat(due(Channel.EMAIL, NOW)).isEmpty();
        assertThat(due(Channel.SMS, NOW)).containsExactly(new SendQueue.Entry(update, Channel.SMS, 0));
        assertThat(due(Channel.TELEGRAM, NOW)).isEmpty();
    }

    @Test
    default void addedTwiceItStaysAsItIs() {
        var update = update();
        add(update, Set.of(Channel.EMAIL), NOW);
        due(Channel.EMAIL, NOW);

        add(update, Set.of(Channel.EMAIL), NOW);

        assertThat(due(Channel.EMAIL, NOW)).isEmpty();
    }

    @Test
    default void claimOfAProcessThatDiedEnds() {
        add(update(), Set.of(Channel.EMAIL), NOW);
        due(Channel.EMAIL, NOW);

        assertThat(due(Channel.EMAIL, CLAIMED.minusSeconds(1))).isEmpty();
        assertThat(due(Channel.EMAIL, CLAIMED)).hasSize(1);
    }

    @Test
    default void postponedEntryIsDueAgainWithItsTries() {
        var update = update();
        add(update, Set.of(Channel.EMAIL), NOW);
        var entry = due(Channel.EMAIL, NOW).getFirst();
        var later = NOW.plusSeconds(15);

        queue().postpone(entry, 1, later).block();

        assertThat(due(Channel.EMAIL, later.minusSeconds(1))).isEmpty();
        assertThat(due(Channel.EMAIL, later)).containsExactly(new SendQueue.Entry(update, Channel.EMAIL, 1));
    }

    @Test
    default void removedEntryIsGoneOnItsChannelOnly() {
        add(update(), Set.of(Channel.EMAIL, Channel.SMS), NOW);

        queue().remove(due(Channel.EMAIL, NOW).getFirst()).block();

        assertThat(due(Channel.EMAIL, CLAIMED)).isEmpty();
        assertThat(due(Channel.SMS, NOW)).hasSize(1);
    }

    @Test
    default void whatIsDueForLongestComesFirstAndNoMoreThanIsAskedFor() {
        var first = update();
        add(update(), Set.of(Channel.EMAIL), NOW.minusSeconds(1));
        add(first, Set.of(Channel.EMAIL), NOW.minusSeconds(2));
        add(update(), Set.of(Channel.EMAIL), NOW);

        var some =
                queue().claimDue(Channel.EMAIL, NOW, CLAIMED, 1).collectList().block();

        assertThat(some).extracting(SendQueue.Entry::update).containsExactly(first);
        assertThat(due(Channel.EMAIL, NOW)).hasSize(2);
    }

    @Test
    default void hastenedEntryIsDueAtOnceWithAllItsTriesBeforeIt() {
        var update = update();
        var trigger = NotificationTrigger.of(update).orElseThrow().id();
        add(update, Set.of(Channel.EMAIL, Channel.SMS), NOW.plus(Duration.ofDays(1)));
        assertThat(queue().contains(trigger, Channel.EMAIL).block()).isTrue();
        assertThat(queue().contains(trigger, Channel.TELEGRAM).block()).isFalse();

        queue().hasten(trigger, Channel.EMAIL, NOW).block();

        assertThat(due(Channel.EMAIL, NOW)).containsExactly(new SendQueue.Entry(update, Channel.EMAIL, 0));
        assertThat(due(Channel.SMS, NOW)).isEmpty();
    }

    private void add(OrderUpdate update, Set<Channel> channels, Instant dueAt) {
        queue().add(List.of(update), channels, dueAt).block();
    }

    private List<SendQueue.Entry> due(Channel channel, Instant now) {
        return queue().claimDue(channel, now, CLAIMED, 100).collectList().block();
    }

    private static OrderUpdate update() {
        return NotificationSamples.placed(UUID.randomUUID().toString().substring(0, 8), NOW);
    }
}
