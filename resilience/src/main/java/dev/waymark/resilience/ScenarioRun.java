package dev.waymark.resilience;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One scenario, from an empty system to the oracle's answer.
 *
 * @param seed of the load and of the harm
 * @param perSecond requests of the load
 * @param time for how long the harm is done, where that is not the scenario's own
 * @param folder for data and logs
 */
record ScenarioRun(Scenario scenario, long seed, int perSecond, Duration time, Path folder) {

    /**
     * What came of it.
     *
     * @param textMessageDelay within which nineteen of twenty customers had the text message that confirms their order
     * @param lagGoneAfter from the end of the harm until all that lay in the topics then was processed
     */
    record Result(
            ScenarioRun run,
            Duration took,
            Duration lagGoneAfter,
            Duration textMessageDelay,
            Map<String, Integer> figures,
            String answers,
            List<String> violations) {

        @Override
        public String toString() {
            return "%s, seed %d, %d s: %s; %s; lag gone after %.1f s; text messages within %.1f s; %s"
                    .formatted(
                            run.scenario().title(),
                            run.seed(),
                            took.toSeconds(),
                            figures,
                            answers,
                            lagGoneAfter.toMillis() / 1e3,
                            textMessageDelay.toMillis() / 1e3,
                            violations.isEmpty() ? "no violation" : violations);
        }
    }

    Result execute() throws InterruptedException {
        var begin = Instant.now();
        try (var bench = Bench.start(folder, scenario.settings())) {
            var load = bench.load(seed, perSecond);
            bench.awaitOpenPages();
            var failure = harm(bench);
            var lag = bench.lagGone();
            var oracle = bench.judge(load);
            return new Result(
                    this,
                    Duration.between(begin, Instant.now()),
                    lag,
                    bench.textMessageDelay(),
                    new TreeMap<>(oracle.figures()),
                    bench.ledger().summary(),
                    Stream.of(failure.stream(), oracle.violations().stream(), tooLong(lag).stream())
                            .flatMap(Function.identity())
                            .toList());
        }
    }

    /** What could not be done is a finding, too: a step never reached, a service that does not become ready. */
    private Optional<String> harm(Bench bench) throws InterruptedException {
        try {
            scenario.harm(bench, new Random(seed), time);
            bench.cluster().awaitReady();
            return Optional.empty();
        } catch (IllegalStateException | ConditionTimeoutException e) {
            return Optional.of("the harm was not done: " + e.getMessage());
        }
    }

    private static Optional<String> tooLong(Duration lag) {
        return lag.compareTo(Bench.LAG_GONE_WITHIN) > 0
                ? Optional.of("the lag was gone only after %d s".formatted(lag.toSeconds()))
                : Optional.empty();
    }
}
