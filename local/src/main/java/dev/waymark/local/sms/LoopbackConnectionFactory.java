package dev.waymark.local.sms;

import java.io.IOException;
import java.net.ServerSocket;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/** Listens on a socket of ours: the library's own way opens the port to the whole network. */
record LoopbackConnectionFactory(ServerSocket socket) implements ServerConnectionFactory {

    @Override
    public ServerConnection listen(int port) {
        return new ServerSocketConnection(socket);
    }

    @Override
    public ServerConnection listen(int port, int timeout) throws IOException {
        socket.setSoTimeout(timeout);
        return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) throws IOException {
        return listen(port, timeout);
    }
}
