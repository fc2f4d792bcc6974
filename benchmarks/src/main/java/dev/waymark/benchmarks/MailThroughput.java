package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waymark.contract.MessageKind;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.email.EmailChannel;
import dev.waymark.notifications.email.EmailSettings;
import dev.waymark.notifications.email.SmtpSettings;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.wording.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many e-mails a second one instance hands over to a mail server whose every reply takes 40 ms: written, rendered and sent
 * by the channel of the service, over one connection and over more. The arguments are numbers of connections.
 */
public final class MailThroughput {

    private static final Duration REPLY = Duration.ofMillis(40);
    private static final Duration RUN = Duration.ofSeconds(10);

    /** More than connections, so that none waits for us. */
    private static final double ENOUGH = 1.25;

    private MailThroughput() {}

    public static void main(String[] arguments) throws IOException {
        var contact = JsonMapper.shared()
                .readValue(Path.of("contract/src/test/resources/corpus/view/contact-answer.json"), ContactAnswer.class);
        try (var server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            for (var argument : arguments.length == 0 ? new String[] {"1", "32", "100"} : arguments) {
                var connections = Integer.parseInt(argument);
                // The first is for the compiler.
                measure(server, contact, connections);
                System.out.printf(
                        "%3d connections, %d ms a reply: %.0f e-mails/s%n",
                        connections, REPLY.toMillis(), measure(server, contact, connections));
            }
        }
    }

    private static double measure(ServerSocket server, ContactAnswer contact, int connections) {
        try (var channel = channel(server.getLocalPort(), connections)) {
            var begun = System.nanoTime();
            var sent = Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(_ -> System.nanoTime() - begun < RUN.toNanos())
                    .flatMap(
                            number -> channel.send(message(number, contact), Mono.just(true)),
                            (int) Math.ceil(connections * ENOUGH),
                            1)
                    .filter(DeliveryResult.Accepted.class::isInstance)
                    .count()
                    .blockOptional()
                    .orElseThrow();
            return sent * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static EmailChannel channel(int port, int connections) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        var minute = Duration.ofMinutes(1);
        return new EmailChannel(
                sender,
                new SmtpSettings(connections, 1, minute, minute, null, minute, minute, minute, minute, minute),
                new EmailSettings("orders@lavka.example", null),
                new MessageTemplates(new MessageSettings(
                        new MessageSettings.Shop(
                                "Lavka", Map.of(), Language.of("ru").orElseThrow()),
                        Map.of("email", URI.create("https://track.lavka.example/t/")))),
                Clock.systemUTC());
    }

    private static Message message(int number, ContactAnswer contact) {
        var now = Instant.now();
        var key = new MessageKey("benchmark-" + number);
        var trigger = new NotificationTrigger(contact.orderId(), MessageKind.PLACED, now, null);
        return new Message.OrderNotification(key, key, "anna@example.com", trigger, contact, now);
    }

    private static void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void talk(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            client.setTcpNoDelay(true);
            reply(client, "220 ready");
            var isContent = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                isContent = isContent && !line.equals(".");
                if (!isContent) {
                    isContent = line.equals("DATA");
                    reply(client, isContent ? "354 go on" : "250 fine");
                }
            }
        } catch (IOException | InterruptedException _) {
            // The run has ended.
        }
    }

    private static void reply(Socket client, String reply) throws IOException, InterruptedException {
        Thread.sleep(REPLY);
        client.getOutputStream().write((reply + "\r\n").getBytes(US_ASCII));
    }
}
