package dev.waymark.resilience;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

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
     * @param lagGoneAfter from the end of the harm until all that lay in the topics then was processed
     */
    record Result(
            ScenarioRun run,
            Duration took,
            Duration lagGoneAfter,
            Map<String, Integer> figures,
            String answers,
            List<String> violations) {

        @Override
        public String toString() {
            return "%s, seed %d, %d s: %s; %s; lag gone after %.1f s; %s"
                    .formatted(
                            run.scenario().title(),
                            run.seed(),
                            took.toSeconds(),
                            figures,
                            answers,
                            lagGoneAfter.toMillis() / 1e3,
                            violations.isEmpty() ? "no violation" : violations);
        }
    }

    Result execute() throws InterruptedException {
        var begin = Instant.now();
        try (var bench = Bench.start(folder, scenario.settings())) {
            var load = bench.load(seed, perSecond);
            bench.awaitOpenPages();
            scenario.harm(bench, new Random(seed), time);
            bench.cluster().awaitReady();
            var lag = bench.lagGone();
            var oracle = bench.judge(load);
            return new Result(
                    this,
                    Duration.between(begin, Instant.now()),
                    lag,
                    new TreeMap<>(oracle.figures()),
                    bench.ledger().summary(),
                    violations(oracle, lag));
        }
    }

    private static List<String> violations(Oracle oracle, Duration lag) {
        var tooLong = lag.compareTo(Bench.LAG_GONE_WITHIN) > 0
                ? List.of("the lag was gone only after %d s".formatted(lag.toSeconds()))
                : List.<String>of();
        return Stream.concat(oracle.violations().stream(), tooLong.stream()).toList();
    }
}
