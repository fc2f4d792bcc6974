package dev.waymark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.local.Logs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each service is killed under load, and nothing is lost. Longer runs, with other faults: {@code resilience/run}. */
class KilledServicesIT {

    private static final int PER_SECOND = 25;
    private static final Duration TIME = Duration.ofSeconds(16);

    @Test
    void nothingIsLostWhenEachServiceIsKilledUnderLoad() throws Exception {
        var seed = Long.getLong("waymark.seed", System.currentTimeMillis());
        var folder = Path.of("target", "killed-services-" + seed).toAbsolutePath();
        Logs.to(folder);

        var result = new ScenarioRun(Scenario.KILLED_SERVICES, seed, PER_SECOND, TIME, folder).execute();

        System.out.println(result);
        assertThat(result.violations()).as("%s", result).isEmpty();
        assertThat(result.figures())
                .as("%s", result)
                .hasEntrySatisfying("orders", orders -> assertThat(orders).isPositive())
                .hasEntrySatisfying("messages", messages -> assertThat(messages).isPositive())
                .hasEntrySatisfying("pages", pages -> assertThat(pages).isPositive());
    }
}
