package dev.waymark.resilience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a client and a server on another machine, on this one: passes bytes on, or does to them what networks do.
 * Before several servers it is a load balancer as simple as Kubernetes' own, one connection to each in turn.
 */
final class TcpProxy implements AutoCloseable {

    /** What happens to each connection, also to those that are open. */
    sealed interface Toxic {

        record None() implements Toxic {}

        /** Each part of the stream arrives so much later. */
        record Latency(Duration delay) implements Toxic {}

        record Bandwidth(int bytesPerSecond) implements Toxic {}

        /** Every connection ends, and every new one at once. */
        record Cut() implements Toxic {}

        /** As {@link Cut}, with a reset in place of an orderly end. */
        record Reset() implements Toxic {}

        /** Connections stay open, and what is sent over them arrives nowhere. */
        record HalfOpen() implements Toxic {}
    }

    private static final Toxic NONE = new Toxic.None();
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket listener;
    private final List<Integer> servers = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile Toxic toxic = NONE;

    private record Connection(Socket client, Socket server) {

        void end(boolean reset) {
            TcpProxy.end(client, reset);
            TcpProxy.end(server, reset);
        }
    }

    TcpProxy(int port) {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    void add(int serverPort) {
        servers.add(serverPort);
    }

    void remove(int serverPort) {
        servers.remove((Integer) serverPort);
    }

    void apply(Toxic next) {
        var before = toxic;
        toxic = next;
        // Of what was swallowed no stream recovers.
        if (isEnd(next) || before instanceof Toxic.HalfOpen) {
            connections.forEach(connection -> connection.end(!(next instanceof Toxic.Cut)));
        }
    }

    void heal() {
        apply(NONE);
    }

    private static boolean isEnd(Toxic toxic) {
        return toxic instanceof Toxic.Cut || toxic instanceof Toxic.Reset;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException _) {
                // It is closed, or a client gave up.
            }
        }
    }

    private void connect(Socket client) {
        var server = isEnd(toxic) ? null : server();
        if (server == null) {
            end(client, toxic instanceof Toxic.Reset);
            return;
        }
        var connection = new Connection(client, server);
        connections.add(connection);
        Thread.ofVirtual().start(() -> pump(connection, client, server));
        Thread.ofVirtual().start(() -> pump(connection, server, client));
    }

    /** Empty-handed where no server listens. */
    private @Nullable Socket server() {
        var known = List.copyOf(servers);
        for (var i = 0; i < known.size(); i++) {
            var socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                var port = known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                return socket;
            } catch (IOException _) {
                end(socket, false);
            }
        }
        return null;
    }

    private void pump(Connection connection, Socket from, Socket to) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            from.setTcpNoDelay(true);
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                switch (toxic) {
                    case Toxic.Latency(var delay) -> Thread.sleep(delay);
                    case Toxic.Bandwidth(var bytesPerSecond) -> Thread.sleep(1_000L * read / bytesPerSecond);
                    case Toxic.None _, Toxic.Cut _, Toxic.Reset _, Toxic.HalfOpen _ -> {}
                }
                if (!(toxic instanceof Toxic.HalfOpen)) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException | InterruptedException _) {
            // One end has gone: the other one is told below.
        }
        connection.end(false);
        connections.remove(connection);
    }

    private static void end(Socket socket, boolean reset) {
        try (socket) {
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException _) {
            // It has ended.
        }
    }

    @Override
    public void close() {
        try (listener) {
            apply(new Toxic.Cut());
        } catch (IOException _) {
            // Closed is closed.
        }
    }
}
