package dev.waymark.local;

import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.embedded.machine.ServerStartException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who listens where on this machine. */
public final class Ports {

    /** Whoever wants a port, with the one it gets when nobody says otherwise. */
    public enum Use {
        GATEWAY("gateway", 8080),
        INGEST("courier-ingest-service", 8081),
        ORDERS("order-service", 8082),
        NOTIFICATIONS("notification-service", 8083),
        GATEWAY_MANAGEMENT("gateway's metrics", 9080),
        INGEST_MANAGEMENT("courier-ingest-service's metrics", 9081),
        ORDERS_MANAGEMENT("order-service's metrics", 9082),
        NOTIFICATIONS_MANAGEMENT("notification-service's metrics", 9083),
        KAFKA("Kafka", 9092),
        // Not MongoDB's own 27017: a machine that has one keeps it.
        MONGO("MongoDB", 27018),
        SMTP("e-mail inbox (SMTP)", 3025),
        IMAP("e-mail inbox (IMAP)", 3143),
        SMPP("SMS inbox (SMPP)", 2775);

        private final String who;
        private final int usual;

        Use(String who, int usual) {
            this.who = who;
            this.usual = usual;
        }

        private int movedBy(int distance) {
            var port = usual + distance;
            if (port < 1024 || port > 65_535) {
                throw new CommandException("--port-base %d puts %s on port %d: choose a base between 6400 and 40000."
                        .formatted(GATEWAY.usual + distance, who, port));
            }
            return port;
        }
    }

    private final Map<Use, Integer> chosen;

    private Ports(int gatewayPort) {
        var distance = gatewayPort - Use.GATEWAY.usual;
        this.chosen = Arrays.stream(Use.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        use -> use.movedBy(distance),
                        (one, _) -> one,
                        () -> new EnumMap<>(Use.class)));
    }

    /** The usual ports, all moved by as much as the gateway is away from 8080; any free ones for 0. */
    public static Ports from(int gatewayPort) {
        return gatewayPort == 0 ? anyFree() : new Ports(gatewayPort);
    }

    public int of(Use use) {
        return chosen.getOrDefault(use, 0);
    }

    /** The gateway's address. */
    URI url() {
        return URI.create("http://localhost:" + of(Use.GATEWAY));
    }

    /** Says which port is taken, who wanted it and how to choose others, before anything is started. */
    public void check() {
        chosen.forEach((use, port) -> {
            try {
                LocalPorts.claim(use.who, port);
            } catch (ServerStartException e) {
                throw new CommandException(
                        "Port %d is taken and %s wants it: stop what uses it, or choose others with --port-base %d (or WAYMARK_PORT_BASE=%d)."
                                .formatted(port, use.who, of(Use.GATEWAY) + 100, of(Use.GATEWAY) + 100),
                        e);
            }
        });
    }

    /** Below the ports that systems give to outgoing connections, which begin at 32768. */
    private static Ports anyFree() {
        return ThreadLocalRandom.current()
                .ints(1_000, 6_400, 13_800)
                .mapToObj(Ports::new)
                .filter(Ports::areFree)
                .findFirst()
                .orElseThrow(() -> new CommandException("This machine has no free ports left."));
    }

    private boolean areFree() {
        try {
            check();
            return true;
        } catch (CommandException taken) {
            return false;
        }
    }
}
