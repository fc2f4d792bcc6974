package dev.waymark.notifications;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.reactivestreams.client.MongoClient;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.junit.Broker;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.bson.Document;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service, once per test JVM, with everything around it real but the order service, which is another module:
 * broker, MongoDB, SMTP server, text message centre.
 */
public final class RunningService {

    public static final String TELEGRAM_PATH = "/bot42:secret/sendMessage";
    public static final String DATABASE = TestInfrastructure.database("notifications");
    private static final String KEY =
            Base64.getEncoder().encodeToString("a key of thirty-two bytes, or so.".getBytes(UTF_8));
    static final ServiceKeys KEYS =
            new ServiceKeys(Map.of("gateway", KEY, "order-service", KEY, "notification-service", KEY));
    private static RunningService running;

    public final TestClock clock = new TestClock(NotificationSamples.NOON);
    public final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    public final SmscSimulator smsc;
    public final WireMockServer telegram = new WireMockServer(options().dynamicPort());
    public final WireMockServer orders = new WireMockServer(options().dynamicPort());
    public final ConfigurableApplicationContext context;
    public final JsonMapper json;

    private RunningService() throws IOException {
        smsc = SmscSimulator.start();
        orders.start();
        telegram.start();
        telegram.stubFor(post(TELEGRAM_PATH).willReturn(okJson("{\"ok\":true}")));
        mail.start();
        context = NotificationServiceApplication.application()
                .sources(TestBeans.class)
                .initializers(created -> created.getBeanFactory().registerSingleton("testClock", clock))
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestInfrastructure.bootstrapServers(),
                        "--spring.mongodb.uri=" + TestInfrastructure.mongoUri(),
                        "--spring.mail.host=127.0.0.1",
                        "--spring.mail.port=" + mail.getSmtp().getPort(),
                        "--waymark.topics.partitions=4",
                        "--waymark.services.keys.gateway=" + KEY,
                        "--waymark.services.keys.order-service=" + KEY,
                        "--waymark.services.keys.notification-service=" + KEY,
                        "--waymark.notifications.database=" + DATABASE,
                        "--waymark.notifications.recipient-key=" + KEY,
                        "--waymark.notifications.orders-url=" + orders.baseUrl(),
                        "--waymark.notifications.links.email=https://track.shop.example/t/",
                        "--waymark.notifications.links.sms=https://t.example/",
                        "--waymark.notifications.shop.names.en=Lavka",
                        "--waymark.notifications.shop.reply-to=help@shop.example",
                        "--waymark.notifications.smpp.host=127.0.0.1",
                        "--waymark.notifications.smpp.port=" + smsc.port(),
                        "--waymark.notifications.telegram.token=42:secret",
                        "--waymark.notifications.telegram.base-url=" + telegram.baseUrl(),
                        "--waymark.notifications.orders-timeout=20s",
                        "--waymark.notifications.retry-interval=200ms",
                        "--waymark.notifications.sending.tries=4");
        json = context.getBean(JsonMapper.class);
    }

    public static synchronized RunningService get() {
        if (running == null) {
            try {
                running = new RunningService();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return running;
    }

    /** Publishes as the order service does. */
    public void publish(OrderUpdate update) {
        var envelope = update.envelope();
        var entry = new ProducerRecord<String, byte[]>(
                Topics.ORDER_UPDATES, envelope.key(), json.writeValueAsBytes(update));
        envelope.headers().forEach((name, value) -> entry.headers().add(name, value.getBytes(UTF_8)));
        Broker.shared().send(entry);
    }

    /** What the order service answers from now on. */
    public void contact(ContactAnswer contact) {
        orders.stubFor(
                post(urlEqualTo(contactPath(contact.orderId()))).willReturn(okJson(json.writeValueAsString(contact))));
    }

    public void noContact(OrderId order, int status) {
        orders.stubFor(
                post(urlEqualTo(contactPath(order))).willReturn(aResponse().withStatus(status)));
    }

    public static String contactPath(OrderId order) {
        return "/internal/orders/" + order + "/contact";
    }

    public List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(mail.getReceivedMessages())
                .filter(message -> recipient(message).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<Document> documents(OrderId order) {
        return Flux.from(context.getBean(MongoClient.class)
                        .getDatabase(DATABASE)
                        .getCollection("notifications")
                        .find(new Document("orderId", order.value())))
                .collectList()
                .block();
    }

    public List<Document> everything() {
        var database = context.getBean(MongoClient.class).getDatabase(DATABASE);
        return Flux.just("notifications", "retries", "receipts")
                .concatMap(name -> database.getCollection(name).find())
                .collectList()
                .block();
    }

    String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    public WebClient http() {
        return WebClient.create(address());
    }

    /** Calls us as the gateway does. */
    public WebClient gateway(String purpose) {
        var tokens = ServiceTokens.of("gateway", KEYS, Clock.systemUTC());
        return http().mutate()
                .filter(tokens.bearer("notification-service", purpose))
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class TestBeans {

        @Bean
        MongoClientSettingsBuilderCustomizer audit() {
            return client -> client.addCommandListener(MongoCommandAudit.shared());
        }
    }
}
