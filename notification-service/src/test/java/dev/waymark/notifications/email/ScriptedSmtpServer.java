package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes every e-mail, unless told otherwise, and keeps the dialogue as it was on the wire: one character is one byte. */
final class ScriptedSmtpServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final String extensions;
    private final Map<String, String> replies;
    private final List<String> lines = new ArrayList<>();

    /** @param extensions what it offers beside HELP, each {@code 250-NAME} and a line end */
    ScriptedSmtpServer(String extensions) throws IOException {
        this(extensions, Map.of());
    }

    /** Replies otherwise to the lines that begin with these words; an empty reply is none. */
    ScriptedSmtpServer(String extensions, Map<String, String> replies) throws IOException {
        this.extensions = extensions;
        this.replies = replies;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What clients wrote since the last call. */
    List<String> taken() {
        synchronized (lines) {
            var taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
            client.setTcpNoDelay(true);
            answer(client, "220 scripted");
            var content = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                content = content ? !line.equals(".") : line.equals("DATA");
                if (!content || line.equals("DATA")) {
                    answer(client, reply(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String reply(String line) {
        var word = line.toUpperCase(Locale.ROOT).split(" ", 2)[0];
        return replies.getOrDefault(word, usualReply(word));
    }

    private String usualReply(String word) {
        return switch (word) {
            case "EHLO" -> "250-scripted\r\n" + extensions + "250 HELP";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 taken";
        };
    }

    private static void answer(Socket client, String reply) throws IOException {
        if (!reply.isEmpty()) {
            client.getOutputStream().write((reply + "\r\n").getBytes(ISO_8859_1));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
