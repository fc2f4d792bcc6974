package dev.waymark.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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

        public String who() {
            return who;
        }
    }

    private final Map<Use, Integer> chosen;

    private Ports(Map<Use, Integer> chosen) {
        this.chosen = chosen;
    }

    /** The usual ports, all moved by as much as the gateway is away from 8080; any free ones for 0. */
    public static Ports from(int gatewayPort) {
        return gatewayPort == 0 ? anyFree() : moved(gatewayPort - Use.GATEWAY.usual);
    }

    public int of(Use use) {
        return chosen.getOrDefault(use, 0);
    }

    /** Says which port is taken, who wanted it and how to choose others, before anything is started. */
    public void check() {
        for (var use : Use.values()) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(use)));
            } catch (IOException e) {
                throw new CommandException(
                        "Port %d is taken and %s wants it: stop what uses it, or choose others with --port-base %d (or WAYMARK_PORT_BASE=%d)."
                                .formatted(of(use), use.who(), of(Use.GATEWAY) + 100, of(Use.GATEWAY) + 100),
                        e);
            }
        }
    }

    private static Ports moved(int by) {
        var chosen = new EnumMap<Use, Integer>(Use.class);
        for (var use : Use.values()) {
            var port = use.usual + by;
            if (port < 1024 || port > 65_535) {
                throw new CommandException("--port-base %d puts %s on port %d: choose a base between 6400 and 40000."
                        .formatted(Use.GATEWAY.usual + by, use.who(), port));
            }
            chosen.put(use, port);
        }
        return new Ports(chosen);
    }

    private static Ports anyFree() {
        List<ServerSocket> held = new ArrayList<>();
        var chosen = new EnumMap<Use, Integer>(Use.class);
        try {
            for (var use : Use.values()) {
                // All of them open at once, so that no port is given out twice.
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                chosen.put(use, socket.getLocalPort());
            }
            return new Ports(chosen);
        } catch (IOException e) {
            throw new CommandException("This machine has no free ports left.", e);
        } finally {
            held.forEach(Ports::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot release port " + socket.getLocalPort(), e);
        }
    }
}
