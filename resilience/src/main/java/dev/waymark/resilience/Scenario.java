package dev.waymark.resilience;

import dev.waymark.local.Ports;
import dev.waymark.resilience.TcpProxy.Toxic;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
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
                bench.cluster().replace(service);
            }
        }
    },

    RANDOM_KILLS("kill -9 of any process at any moment") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            var cluster = bench.cluster();
            var services = Service.values();
            for (var until = System.nanoTime() + time.toNanos(); System.nanoTime() < until; ) {
                bench.pause(Duration.ofMillis(1_000 + random.nextInt(9_000)));
                switch (random.nextInt(services.length + 2) - services.length) {
                    case 0 -> {
                        cluster.killBroker();
                        cluster.restartBroker();
                    }
                    case 1 -> {
                        cluster.killMongo();
                        cluster.restartMongo();
                    }
                    default -> cluster.replace(services[random.nextInt(services.length)]);
                }
            }
        }
    },

    HALTS_OF_INGEST("courier-ingest-service halts at each step between verifying, publishing and answering") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.haltEverywhere(Service.INGEST, random);
        }
    },

    HALTS_OF_ORDERS("order-service halts at each step between consuming, writing, publishing and committing") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.haltEverywhere(Service.ORDERS, random);
        }
    },

    HALTS_OF_NOTIFICATIONS(
            "notification-service halts at each step between consuming, queueing, calling and recording") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.haltEverywhere(Service.NOTIFICATIONS, random);
        }
    },

    HALTS_OF_GATEWAY("gateway halts when it sees an update") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.haltEverywhere(Service.GATEWAY, random);
        }
    },

    MONGO_AWAY("MongoDB away for a minute") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.during(new Toxic.Cut(), OUTAGE, Ports.Use.MONGO);
        }
    },

    MONGO_SILENT("connections to MongoDB swallow what is sent, for half a minute") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.during(new Toxic.HalfOpen(), OUTAGE.dividedBy(2), Ports.Use.MONGO);
        }
    },

    KAFKA_FROZEN("the broker frozen for a minute") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.cluster().broker().freeze();
            bench.pause(OUTAGE);
            bench.cluster().broker().thaw();
        }
    },

    KAFKA_KILLED("the broker killed, and back after a minute") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.cluster().killBroker();
            bench.pause(OUTAGE);
            bench.cluster().restartBroker();
        }
    },

    BAD_NETWORK("latency, bandwidth, resets and silence between the services and Kafka or MongoDB, in turn") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            for (var until = System.nanoTime() + time.toNanos(); System.nanoTime() < until; ) {
                var door = random.nextBoolean() ? Ports.Use.KAFKA : Ports.Use.MONGO;
                bench.during(
                        switch (random.nextInt(4)) {
                            case 0 -> new Toxic.Latency(Duration.ofMillis(50 + random.nextInt(250)));
                            case 1 -> new Toxic.Bandwidth(50_000 + random.nextInt(100_000));
                            case 2 -> new Toxic.Reset();
                            default -> new Toxic.HalfOpen();
                        },
                        Duration.ofSeconds(5),
                        door);
                bench.pause(Duration.ofSeconds(1));
            }
        }
    },

    REBALANCES(
            "a member that joins each group and leaves it every two seconds, and second instances that come and go") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            try (var _ = bench.restlessMembers()) {
                var services = Service.values();
                for (var until = System.nanoTime() + time.toNanos(); System.nanoTime() < until; ) {
                    var second = bench.cluster().add(services[random.nextInt(services.length)]);
                    bench.cluster().awaitReady(second);
                    bench.pause(Duration.ofSeconds(2));
                    bench.cluster().stop(second);
                }
            }
        }
    },

    SLOW_PROVIDERS("mail server and SMS centre reply after nine seconds") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.during(new Toxic.Latency(Duration.ofMillis(4_500)), OUTAGE, Ports.Use.SMTP, Ports.Use.SMPP);
        }
    },

    SILENT_PROVIDERS("connections to mail server and SMS centre swallow what is sent, then end") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.during(new Toxic.HalfOpen(), OUTAGE.dividedBy(2), Ports.Use.SMTP, Ports.Use.SMPP);
        }
    },

    /** Text messages are to be as quick as when nothing happens. */
    SLOW_MAIL_SERVER("the mail server, and only it, replies after five seconds") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.during(new Toxic.Latency(Duration.ofMillis(2_500)), OUTAGE, Ports.Use.SMTP);
        }
    },

    THOUGHTFUL_MAIL_SERVER("the mail server thinks for 30 s about each mail it has") {
        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.mail().delayAfterContent(Duration.ofSeconds(30));
            bench.pause(OUTAGE);
            bench.mail().delayAfterContent(Duration.ZERO);
        }
    },

    EXPIRED_PASSWORD("the mail server refuses our password") {
        @Override
        Map<String, String> settings() {
            return Map.of(
                    "spring.mail.username", "waymark",
                    "spring.mail.password", "of last year",
                    "spring.mail.properties.mail.smtp.auth", "true");
        }

        @Override
        void harm(Bench bench, Random random, Duration time) throws InterruptedException {
            bench.mail().refusePasswords(true);
            bench.pause(time);
            bench.mail().refusePasswords(false);
        }
    };

    private static final Duration OUTAGE = Duration.ofMinutes(1);

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

    /** Properties of all services. */
    Map<String, String> settings() {
        return Map.of();
    }

    /** As it is called on the command line. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String description() {
        return description;
    }
}
