package dev.waymark.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final Throttle throttle = new Throttle(PERIOD);

    /** From a few addresses, more at once than may wait. (issue 10, S3) */
    @Test
    void ownerPassesWhileGuessersKeepTheQueueFull() {
        var guesses = new ArrayList<CompletableFuture<Void>>();
        for (var i = 0; i < 30; i++) {
            guesses.add(delay("number", "guesser " + i % 3));
        }

        var owner = delay("number", "owner");

        assertThat(owner).succeedsWithin(ENOUGH);
        assertThat(guesses).filteredOn(CompletableFuture::isDone).hasSizeGreaterThan(24);
    }

    /** Who guesses with one contact at many numbers has tried often, though each number is new. */
    @Test
    void whatWasTriedWithMostCounts() {
        var guesses = IntStream.range(0, 30)
                .mapToObj(i -> delay("address", "number " + i, "guesser"))
                .toList();

        assertThat(delay("address", "own number", "owner")).succeedsWithin(ENOUGH);
        assertThat(guesses).filteredOn(CompletableFuture::isDone).hasSizeGreaterThan(24);
    }

    /** From many addresses, of which each has tried before anybody had to wait. */
    @Test
    void whoBeginsPassesWhoGoesOn() {
        var guessers = IntStream.range(0, 10).mapToObj(i -> "guesser " + i).toList();
        guessers.forEach(guesser -> throttle.count("number", List.of(guesser)));
        var guesses = guessers.stream().map(guesser -> delay("number", guesser)).toList();

        assertThat(delay("number", "owner")).succeedsWithin(ENOUGH);
        assertThat(guesses).anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void turnsComeOneAtATime() {
        var start = System.nanoTime();

        assertThat(List.of(delay("number"), delay("number"), delay("number")))
                .allSatisfy(turn -> assertThat(turn).succeedsWithin(ENOUGH));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(PERIOD.multipliedBy(2));
    }

    @Test
    void atMostFiveWait() {
        var slow = new Throttle(Duration.ofDays(1));
        assertThat(slow.delay("number", List.of()).toFuture()).succeedsWithin(ENOUGH);
        var tries = IntStream.range(0, 6)
                .mapToObj(i -> slow.delay("number", List.of()).toFuture())
                .toList();

        assertThat(tries.getLast())
                .failsWithin(ENOUGH)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(Problem.TOO_MANY_TRIES));
        assertThat(tries.subList(0, 5)).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void whoHangsUpGivesThePlaceBack() {
        var slow = new Throttle(Duration.ofDays(1));
        var tries = IntStream.range(0, 7)
                .mapToObj(i -> slow.delay("number", List.of()).subscribe(_ -> {}, _ -> {}))
                .toList();
        tries.forEach(reactor.core.Disposable::dispose);

        assertThat(slow.delay("number", List.of()).toFuture()).isNotCompletedExceptionally();
    }

    private CompletableFuture<Void> delay(String subject, String... keys) {
        return throttle.delay(subject, List.of(keys)).toFuture();
    }
}
