package dev.waymark.resilience;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** What happens to the system while it is under load. When it is over, every part is ready again. */
enum Scenario {
    /** The measure of the others. */
    CALM("nothing") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.pause(time);
        }
    },

    KILLED_SERVICES("kill -9 of each service in turn") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            var services = Service.values();
            for (var service : services) {
                bench.pause(time.dividedBy(services.length)
                        .multipliedBy(50 + random.nextInt(100))
                        .dividedBy(100));
                var cluster = bench.cluster();
                cluster.instances(service).forEach(cluster::kill);
                cluster.add(service);
            }
        }
    };

    private final String description;

    Scenario(String description) {
        this.description = description;
    }

    /**
     * Does the harm.
     *
     * @param time for how long, where it is not the matter's own
     */
    abstract void harm(Bench bench, Random random, Duration time) throws InterruptedException;

    /** As it is called on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }
}
