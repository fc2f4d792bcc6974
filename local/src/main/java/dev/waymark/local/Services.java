package dev.waymark.local;

import dev.waymark.gateway.GatewayApplication;
import dev.waymark.ingest.CourierIngestApplication;
import dev.waymark.local.Parts.Starting;
import dev.waymark.local.demo.DemoPeople;
import dev.waymark.local.pages.LocalPages;
import dev.waymark.notifications.NotificationServiceApplication;
import dev.waymark.orders.OrderServiceApplication;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The four services as they run here: the same as anywhere, told where everything is and which keys to use. */
final class Services {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BINDER_CONSUMER = "spring.cloud.stream.kafka.binder.consumer-properties.";

    /**
     * Here everybody's libraries are on everybody's class path, and Spring Boot would set up whatever it finds there: a
     * gateway in each service, and for couriers a login.
     */
    private static final List<String> GATEWAY_ONLY = List.of(
            "org.springframework.cloud.gateway.config.GatewayStreamAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayFunctionAutoConfiguration");

    /** Whose parcels EasyPost tells of here, so that a number of theirs alone leads to its webhooks. */
    private static final List<String> REPORTED_BY_EASYPOST = List.of("dhl", "fedex", "ups", "usps");

    private static final List<String> NOT_FOR_INGEST = List.of(
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration");

    /** Where the shop's customers write to; nobody reads it here. */
    private static final String HELP = "help@lavka.example";

    private final LocalSettings settings;
    private final Ports ports;
    private final Secrets secrets;
    private final Surroundings around;

    /** What the services need and this system has. */
    record Surroundings(String kafka, String mongo, LocalSettings.Target smtp, LocalSettings.Target smsc) {}

    Services(LocalSettings settings, Ports ports, Secrets secrets, Surroundings around) {
        this.settings = settings;
        this.ports = ports;
        this.secrets = secrets;
        this.around = around;
    }

    /** All four, ready to be started; {@code pages} brings what the local pages need into the gateway's context. */
    List<Starting<ConfigurableApplicationContext>> all(ApplicationContextInitializer<GenericApplicationContext> pages) {
        return List.of(
                starting(
                        Part.Kind.GATEWAY,
                        Ports.Use.GATEWAY,
                        GatewayApplication.application()
                                .sources(LocalPages.class)
                                .initializers(pages),
                        gateway()),
                starting(Part.Kind.INGEST, Ports.Use.INGEST, CourierIngestApplication.application(), ingest()),
                starting(Part.Kind.ORDERS, Ports.Use.ORDERS, OrderServiceApplication.application(), orders()),
                starting(
                        Part.Kind.NOTIFICATIONS,
                        Ports.Use.NOTIFICATIONS,
                        NotificationServiceApplication.application(),
                        notifications()));
    }

    private Starting<ConfigurableApplicationContext> starting(
            Part.Kind kind, Ports.Use port, SpringApplicationBuilder application, Map<String, String> own) {
        return new Starting<>(
                () -> run(kind, application, own),
                (context, startedIn) -> new Part(kind, ":" + ports.of(port), "", startedIn),
                ConfigurableApplicationContext::close);
    }

    private ConfigurableApplicationContext run(
            Part.Kind kind, SpringApplicationBuilder application, Map<String, String> own) {
        var properties = new HashMap<>(own);
        properties.putAll(settings.overrides());
        var arguments = new ArrayList<String>();
        properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        try {
            // One hook closes everything in order; four that race take many times as long.
            return application.registerShutdownHook(false).run(arguments.toArray(String[]::new));
        } catch (RuntimeException e) {
            throw new CannotRun("%s did not start: %s".formatted(kind.title(), reason(e)), e);
        }
    }

    private Map<String, String> gateway() {
        var properties = common(Ports.Use.GATEWAY, Ports.Use.GATEWAY_MANAGEMENT);
        properties.put("waymark.gateway.orders-url", url(Ports.Use.ORDERS));
        properties.put("waymark.gateway.notifications-url", url(Ports.Use.NOTIFICATIONS));
        properties.put("waymark.gateway.ingest-url", url(Ports.Use.INGEST));
        properties.put("waymark.gateway.session.key", secrets.sessionKey());
        // Plain HTTP on this machine: with it a browser would send no cookie at all.
        properties.put("waymark.gateway.session.secure", "false");
        properties.put("waymark.gateway.shop.help", "mailto:" + HELP);
        properties.put("waymark.gateway.api-keys[0].name", "demo-shop");
        properties.put("waymark.gateway.api-keys[0].sha256", sha256(secrets.shopApiKey()));
        properties.put("waymark.gateway.api-keys[0].scopes", "orders:write,orders:read,couriers:test");
        properties.put("waymark.gateway.operators[0].email", DemoPeople.SUPPORT);
        properties.put("waymark.gateway.operators[0].role", "SUPPORT");
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        return properties;
    }

    private Map<String, String> ingest() {
        var properties = common(Ports.Use.INGEST, Ports.Use.INGEST_MANAGEMENT);
        withoutOthers(properties, Stream.concat(GATEWAY_ONLY.stream(), NOT_FOR_INGEST.stream()));
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        properties.put("waymark.ingest.couriers.easypost.secrets[0]", secrets.easyPostSecret());
        properties.put("waymark.ingest.couriers.cdek.path[0]", secrets.cdekPath());
        properties.put("waymark.ingest.couriers.waymark.secrets[0]", secrets.waymarkSecret());
        properties.put("waymark.ingest.mappings-directory", couriers().toString());
        properties.put(
                "waymark.ingest.connections-directory",
                couriers().resolve("connections").toString());
        properties.put("waymark.ingest.reload-every", "1s");
        return properties;
    }

    private Map<String, String> orders() {
        var properties = common(Ports.Use.ORDERS, Ports.Use.ORDERS_MANAGEMENT);
        withoutOthers(properties, GATEWAY_ONLY.stream());
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        properties.put(serviceKey("notification-service"), secrets.serviceKey("notification-service"));
        properties.put("waymark.orders.vault.master-key", secrets.vaultKey());
        properties.put("waymark.orders.vault.index-key", secrets.indexKey());
        properties.put("waymark.orders.links.key", secrets.linkKey());
        REPORTED_BY_EASYPOST.forEach(
                carrier -> properties.put("waymark.orders.recognition.reported-by." + carrier, "easypost"));
        return properties;
    }

    private Map<String, String> notifications() {
        var properties = common(Ports.Use.NOTIFICATIONS, Ports.Use.NOTIFICATIONS_MANAGEMENT);
        withoutOthers(properties, GATEWAY_ONLY.stream());
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        properties.put(serviceKey("notification-service"), secrets.serviceKey("notification-service"));
        properties.put("waymark.notifications.orders-url", url(Ports.Use.ORDERS));
        properties.put("waymark.notifications.links.email-base", gatewayUrl() + "/t/");
        properties.put("waymark.notifications.links.sms-base", gatewayUrl() + "/t/");
        properties.put("waymark.notifications.recipient-key", secrets.recipientKey());
        properties.put("waymark.notifications.shop.name", "Лавка");
        properties.put("waymark.notifications.shop.latin-name", "Lavka");
        properties.put("waymark.notifications.shop.from", "orders@lavka.example");
        properties.put("waymark.notifications.shop.reply-to", HELP);
        properties.put("spring.mail.host", around.smtp().host());
        properties.put("spring.mail.port", String.valueOf(around.smtp().port()));
        properties.put("waymark.notifications.smpp.host", around.smsc().host());
        properties.put(
                "waymark.notifications.smpp.port", String.valueOf(around.smsc().port()));
        return properties;
    }

    private Map<String, String> common(Ports.Use http, Ports.Use management) {
        var properties = new HashMap<String, String>();
        properties.put("server.port", String.valueOf(ports.of(http)));
        properties.put("server.address", LOOPBACK);
        properties.put("management.server.port", String.valueOf(ports.of(management)));
        properties.put("management.server.address", LOOPBACK);
        properties.put("spring.kafka.bootstrap-servers", around.kafka());
        // A killed process stays in its groups until its session expires, by default for 45 s in which nobody reads.
        properties.put(BINDER_CONSUMER + "session.timeout.ms", "6000");
        properties.put(BINDER_CONSUMER + "heartbeat.interval.ms", "2000");
        properties.put("spring.mongodb.uri", around.mongo());
        properties.put("spring.main.lazy-initialization", "false");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        properties.put("waymark.topics.partitions", "4");
        properties.put("waymark.topics.replicas", "1");
        return properties;
    }

    private static void withoutOthers(Map<String, String> properties, Stream<String> autoConfigurations) {
        properties.put("spring.cloud.gateway.server.webflux.enabled", "false");
        properties.put("spring.autoconfigure.exclude", autoConfigurations.collect(Collectors.joining(",")));
    }

    /** Where mapping files of one's own are dropped, and in its folder {@code connections} what was agreed on with each. */
    private Path couriers() {
        return settings.data().toAbsolutePath().resolve("couriers");
    }

    String gatewayUrl() {
        return "http://localhost:" + ports.of(Ports.Use.GATEWAY);
    }

    private String url(Ports.Use use) {
        return "http://" + LOOPBACK + ":" + ports.of(use);
    }

    private static String serviceKey(String caller) {
        return "waymark.services.keys." + caller;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String reason(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
