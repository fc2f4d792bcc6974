package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private static final Instant NOW = Instant.parse("2027-05-12T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(3));
    private static final SendingRules RULES = new SendingRules(
            Duration.ofMinutes(2),
            Set.of(Channel.EMAIL),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            10);

    @Test
    void whatIsClaimedIsHeldUntilTheLeaseEnds() {
        var next = at(SendState.CLAIMED, Channel.EMAIL, 0).next(NOW.plusSeconds(1), RULES);

        assertThat(next).isEqualTo(new Attempt.Next.Held(NOW.plus(RULES.lease())));
    }

    @Test
    void deathBeforeTheCallIsNoReasonNotToSend() {
        assertThat(nextState(at(SendState.CLAIMED, Channel.SMS, 0), LATER)).isEqualTo(SendState.CLAIMED);
    }

    @Test
    void deathInsideTheCallIsFollowedByOneMoreMail() {
        assertThat(nextState(at(SendState.CALLING, Channel.EMAIL, 0), LATER)).isEqualTo(SendState.CLAIMED);
        assertThat(nextState(at(SendState.CALLING, Channel.EMAIL, 1), LATER)).isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void deathInsideTheCallLeavesATextMessageUncertain() {
        assertThat(nextState(at(SendState.CALLING, Channel.SMS, 0), LATER)).isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void afterADayNoMachineSendsAgain() {
        var nextDay = NOW.plus(Duration.ofHours(24));

        assertThat(nextState(at(SendState.CALLING, Channel.EMAIL, 0), nextDay)).isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void waitsGrowAndStayBounded() {
        assertThat(RULES.retryAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RULES.retryAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(RULES.retryAfter(40)).isEqualTo(Duration.ofMinutes(15));
        assertThat(RULES.retryAfter(4000)).isEqualTo(Duration.ofMinutes(15));
    }

    private static SendState nextState(Attempt attempt, Instant now) {
        return attempt.next(now, RULES)
                .match(
                        settled -> attempt.state(),
                        held -> attempt.state(),
                        write -> write.attempt().state());
    }

    private static Attempt at(SendState state, Channel channel, int unsureCalls) {
        return new Attempt(new MessageKey("m"), channel, state, NOW.plus(RULES.lease()), NOW, unsureCalls, 3);
    }
}
