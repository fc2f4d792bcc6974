package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.waymark.contract.MessageKind;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.email.EmailChannel;
import dev.waymark.notifications.email.EmailSettings;
import dev.waymark.notifications.email.SmtpSettings;
import dev.waymark.notifications.sending.DeliveryReports;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.NotificationMetrics;
import dev.waymark.notifications.sending.SendLog;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.notifications.sending.UndeliverableAddresses;
import dev.waymark.notifications.sms.SmppSettings;
import dev.waymark.notifications.sms.SmsChannel;
import dev.waymark.wording.Language;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many e-mails or text messages a second one instance hands over to a provider whose every reply takes 40 ms: written,
 * rendered and sent by the channel of the service. The arguments are {@code email} or {@code sms}, and numbers: of connections,
 * or of messages that wait for their answer at once.
 */
public final class MessageThroughput {

    private static final Duration REPLY = Duration.ofMillis(40);
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** More than places, so that none waits for us. */
    private static final double ENOUGH = 1.25;

    private static final int HEADER = 16;
    private static final int RESPONSE = 0x80000000;

    private static final MessageTemplates TEMPLATES = new MessageTemplates(new MessageSettings(
            new MessageSettings.Shop("Lavka", Map.of(), Language.of("ru").orElseThrow()),
            Map.of("email", URI.create("https://track.lavka.example/t/"))));

    private MessageThroughput() {}

    public static void main(String[] arguments) throws Exception {
        var isSms = arguments.length > 0 && arguments[0].equals("sms");
        var contact = JsonMapper.shared()
                .readValue(Path.of("contract/src/test/resources/corpus/view/contact-answer.json"), ContactAnswer.class);
        try (var server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, isSms));
            for (var argument : arguments.length < 2 ? new String[] {"1", "32", "100"} : rest(arguments)) {
                var places = Integer.parseInt(argument);
                // The first is for the compiler.
                measure(server, contact, places, isSms);
                System.out.printf(
                        "%3d at once, %d ms a reply: %.0f %s/s%n",
                        places,
                        REPLY.toMillis(),
                        measure(server, contact, places, isSms),
                        isSms ? "text messages" : "e-mails");
            }
        }
    }

    private static String[] rest(String[] arguments) {
        return Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    private static double measure(ServerSocket server, ContactAnswer contact, int places, boolean isSms)
            throws Exception {
        var channel = isSms ? sms(server.getLocalPort(), places) : email(server.getLocalPort(), places);
        try (var _ = (AutoCloseable) channel) {
            var begun = System.nanoTime();
            var sent = Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(_ -> System.nanoTime() - begun < RUN.toNanos())
                    .flatMap(
                            number -> channel.send(message(number, contact, isSms), Mono.just(true)),
                            (int) Math.ceil(places * ENOUGH),
                            1)
                    .filter(DeliveryResult.Accepted.class::isInstance)
                    .count()
                    .blockOptional()
                    .orElseThrow();
            return sent * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static MessageChannel email(int port, int connections) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return new EmailChannel(
                sender,
                new SmtpSettings(connections, 1, MINUTE, MINUTE, null, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE),
                new EmailSettings("orders@lavka.example", null),
                TEMPLATES,
                Clock.systemUTC());
    }

    private static MessageChannel sms(int port, int window) {
        var settings = new Binder(new MapConfigurationPropertySource(
                        Map.of("smpp.port", port, "smpp.window", window, "smpp.receipts", false)))
                .bind("smpp", SmppSettings.class)
                .get();
        var reports = new DeliveryReports(
                unused(SendLog.class),
                unused(UndeliverableAddresses.class),
                new NotificationMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC());
        return new SmsChannel(settings, TEMPLATES, reports, new DefaultSslBundleRegistry(), Clock.systemUTC());
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, _) -> {
            throw new IllegalStateException(method.getName());
        }));
    }

    private static Message message(int number, ContactAnswer contact, boolean isSms) {
        var now = Instant.now();
        var key = new MessageKey("benchmark-" + number);
        var trigger = new NotificationTrigger(contact.orderId(), MessageKind.PLACED, now, null, 1, null);
        return new Message.OrderNotification(
                key,
                key,
                isSms ? "+79161234542" : "anna@example.com",
                trigger,
                contact,
                now,
                now.plus(MINUTE),
                SentParts.NONE);
    }

    private static void serve(ServerSocket server, boolean isSms) {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> talk(client, isSms));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void talk(Socket client, boolean isSms) {
        try (client) {
            if (isSms) {
                talkSmpp(client);
            } else {
                talkSmtp(client);
            }
        } catch (IOException | InterruptedException _) {
            // The run has ended.
        }
    }

    private static void talkSmtp(Socket client) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        reply(client, "220 ready\r\n".getBytes(US_ASCII));
        var isContent = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            isContent = isContent && !line.equals(".");
            if (!isContent) {
                isContent = line.equals("DATA");
                reply(client, (isContent ? "354 go on\r\n" : "250 fine\r\n").getBytes(US_ASCII));
            }
        }
    }

    /** Each command is answered by itself: all answers have an empty id, or name, of a system or a message. */
    private static void talkSmpp(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        while (true) {
            var header = ByteBuffer.wrap(in.readNBytes(HEADER));
            if (header.remaining() < HEADER) {
                return;
            }
            in.skipNBytes(header.getInt() - HEADER);
            var answer = ByteBuffer.allocate(HEADER + 1)
                    .putInt(HEADER + 1)
                    .putInt(header.getInt() | RESPONSE)
                    .putInt(header.getInt())
                    .putInt(header.getInt())
                    .array();
            Thread.ofVirtual().start(() -> {
                try {
                    reply(client, answer);
                } catch (IOException | InterruptedException _) {
                    // The run has ended.
                }
            });
        }
    }

    private static void reply(Socket client, byte[] reply) throws IOException, InterruptedException {
        Thread.sleep(REPLY);
        client.getOutputStream().write(reply);
    }
}
