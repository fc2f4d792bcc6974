package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes every e-mail, unless a script says otherwise, and keeps the dialogue as it was on the wire: one character is one byte.
 * A script names, by the first word of a command ({@link #GREETING} before any, {@code .} at a mail's end), the reply to it.
 */
final class ScriptedSmtpServer implements AutoCloseable {

    static final String GREETING = "GREETING";
    static final String SILENCE = "silence";
    static final String CUT = "cut";
    private static final String ONCE = "once ";

    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final String extensions;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    /** @param extensions what it offers beside HELP, each {@code 250-NAME} and a line end */
    ScriptedSmtpServer(String extensions) throws IOException {
        this(extensions, Map.of());
    }

    ScriptedSmtpServer(String extensions, Map<String, String> script) throws IOException {
        this.extensions = extensions;
        this.script.putAll(script);
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    void reply(String command, String reply) {
        script.put(command, reply);
    }

    void takeEverything() {
        script.clear();
        delays.clear();
    }

    void delay(String command, Duration delay) {
        delays.put(command, delay);
    }

    void replyOnce(String command, String reply) {
        script.put(command, ONCE + reply);
    }

    void delayOnce(String command, Duration delay) {
        delays.put(ONCE + command, delay);
    }

    /** How many were opened so far. */
    int connections() {
        return connections.get();
    }

    /** What clients wrote since the last call of {@link #taken}. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
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
                connections.incrementAndGet();
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
            var reply = answer(client, GREETING);
            var content = false;
            while (!reply.equals(CUT)) {
                var line = in.readLine();
                if (line == null) {
                    return;
                }
                synchronized (lines) {
                    lines.add(line);
                }
                content = content && !line.equals(".");
                if (!content) {
                    reply = answer(client, line.toUpperCase(Locale.ROOT).split(" ", 2)[0]);
                    content = reply.startsWith("354");
                }
            }
        } catch (IOException | InterruptedException _) {
            // The client has gone, as some tests want it.
        }
    }

    private String answer(Socket client, String word) throws IOException, InterruptedException {
        var scripted = script.getOrDefault(word, usualReply(word));
        if (scripted.startsWith(ONCE)) {
            script.remove(word);
        }
        var reply = scripted.startsWith(ONCE) ? scripted.substring(ONCE.length()) : scripted;
        var once = delays.remove(ONCE + word);
        Thread.sleep(once == null ? delays.getOrDefault(word, Duration.ZERO) : once);
        if (!reply.equals(SILENCE) && !reply.equals(CUT)) {
            client.getOutputStream().write((reply + "\r\n").getBytes(ISO_8859_1));
        }
        return reply;
    }

    private String usualReply(String word) {
        return switch (word) {
            case GREETING -> "220 scripted";
            case "EHLO" -> "250-scripted\r\n" + extensions + "250 HELP";
            case "AUTH" -> "235 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 taken";
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
