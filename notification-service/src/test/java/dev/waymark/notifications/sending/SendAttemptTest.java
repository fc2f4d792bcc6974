package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SendAttemptTest {

    private static final Instant NOW = Instant.parse("2027-05-12T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(3));
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

    @Test
    void claimIsHeldUntilTheLeaseEnds() {
        assertThat(at(SendState.CLAIMED, Channel.EMAIL, 0).claimAgain(NOW.plusSeconds(1), RULES))
                .isEmpty();
    }

    @Test
    void crashBeforeTheCallIsClaimedAgain() {
        assertThat(stateAfterClaim(at(SendState.CLAIMED, Channel.SMS, 0), LATER))
                .isEqualTo(SendState.CLAIMED);
    }

    @Test
    void crashInsideTheCallAllowsOneMoreMail() {
        assertThat(stateAfterClaim(at(SendState.IN_FLIGHT, Channel.EMAIL, 0), LATER))
                .isEqualTo(SendState.CLAIMED);
        assertThat(stateAfterClaim(at(SendState.IN_FLIGHT, Channel.EMAIL, 1), LATER))
                .isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void crashInsideTheCallLeavesAnSmsUncertain() {
        assertThat(stateAfterClaim(at(SendState.IN_FLIGHT, Channel.SMS, 0), LATER))
                .isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void afterADayNothingIsSentAgain() {
        var nextDay = NOW.plus(Duration.ofHours(24));

        assertThat(stateAfterClaim(at(SendState.IN_FLIGHT, Channel.EMAIL, 0), nextDay))
                .isEqualTo(SendState.UNCERTAIN);
    }

    @Test
    void retryDelaysGrowUpToTheirBound() {
        assertThat(RULES.retryAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(RULES.retryAfter(3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(RULES.retryAfter(40)).isEqualTo(Duration.ofMinutes(15));
        assertThat(RULES.retryAfter(4000)).isEqualTo(Duration.ofMinutes(15));
    }

    private static SendState stateAfterClaim(SendAttempt attempt, Instant now) {
        return attempt.claimAgain(now, RULES).orElse(attempt).state();
    }

    private static SendAttempt at(SendState state, Channel channel, int unknownResults) {
        return new SendAttempt(
                new MessageKey("m"), channel, state, NOW.plus(RULES.lease()), NOW, unknownResults, SentParts.NONE, 3);
    }
}
