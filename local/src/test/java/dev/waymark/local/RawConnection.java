package dev.waymark.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** A connection that sends any bytes, also such that no client would. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    /** What was read of the answer so far, but for its body. */
    private final StringBuilder answer = new StringBuilder();

    /** From an address of our own machine, so that the limits of one do not count for another. */
    RawConnection(URI server, InetAddress from) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()), PATIENCE);
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The answer to a request of these bytes. */
    Answer send(byte[] request, boolean isHead) throws IOException {
        answer.setLength(0);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        var answer = read(isHead);
        while (answer.status() < 200) {
            answer = read(isHead);
        }
        return answer;
    }

    /** Sends {@code begun} and resets the connection a moment later, when the server reads on. */
    void breakOff(String begun) throws IOException {
        socket.getOutputStream().write(begun.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        LockSupport.parkNanos(100_000_000);
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private Answer read(boolean isHead) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var empty = isHead || status < 200 || status == 204 || status == 304;
        return new Answer(status, headers, empty ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return in.readNBytes(Integer.parseInt(length));
        }
        if (!"chunked".equals(headers.get("transfer-encoding"))) {
            return in.readAllBytes();
        }
        var body = new ByteArrayOutputStream();
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new EOFException("the connection ended after: " + answer);
            }
            line.write(sign);
            answer.append((char) sign);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Answer(int status, Map<String, String> headers, byte[] body) {

        boolean isLast() {
            return "close".equals(headers.get("connection"));
        }
    }
}
