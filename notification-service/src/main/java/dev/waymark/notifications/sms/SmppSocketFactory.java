package dev.waymark.notifications.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Connections that end in time, encrypted where they must be: the library's own wait as long as the system does, and trust anybody. */
record SmppSocketFactory(SmppSettings settings, SSLSocketFactory encryption) implements ConnectionFactory {

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(host, port),
                    Math.toIntExact(settings.connectTimeout().toMillis()));
            return new SocketConnection(settings.isEncrypted() ? encrypted(socket, host, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket socket, String host, int port) throws IOException {
        socket.setSoTimeout(Math.toIntExact(settings.timeout().toMillis()));
        var encrypted = (SSLSocket) encryption.createSocket(socket, host, port, true);
        var parameters = encrypted.getSSLParameters();
        // The certificate must name the host. (RFC 2818, 3.1)
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
