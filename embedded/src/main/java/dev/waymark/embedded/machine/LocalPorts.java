package dev.waymark.embedded.machine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of the loopback address, which is the only one embedded servers listen on. */
public final class LocalPorts {

    public static final String HOST = "127.0.0.1";

    private LocalPorts() {}

    /** {@code port} if it is free, any free one for 0. */
    public static int claim(String server, int port) {
        try (var socket = new ServerSocket()) {
            // Connections of a predecessor that was killed linger in TIME_WAIT; they take nothing from us.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServerStartException(
                    "%s cannot listen on port %d: something else does; stop that, or choose another port."
                            .formatted(server, port),
                    e);
        }
    }
}
