package dev.waymark.local;

import dev.waymark.contract.Digests;
import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.mongo.RunningMongo;
import dev.waymark.local.demo.DemoPeople;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the four services are configured with here: addresses, keys, and what their own defaults leave open. */
final class ServiceProperties {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BINDER_CONSUMER = "spring.cloud.stream.kafka.binder.consumer-properties.";

    /**
     * All services share one class path here, and Spring Boot would configure whatever it finds there: a gateway in each
     * service, a login for couriers.
     */
    private static final List<String> GATEWAY_ONLY = List.of(
            "org.springframework.cloud.gateway.config.GatewayStreamAutoConfiguration",
            "org.springframework.cloud.gateway.config.GatewayFunctionAutoConfiguration");

    /** Couriers whose shipments EasyPost reports here, so that a bare tracking number of theirs leads to its webhooks. */
    private static final List<String> REPORTED_BY_EASYPOST = List.of("dhl", "fedex", "ups", "usps");

    private static final List<String> NOT_FOR_INGEST = List.of(
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
            "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
            "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration");

    /** The address that customers reply to; nobody reads it here. */
    private static final String HELP = "help@lavka.example";

    private final LocalSettings settings;
    private final Ports ports;
    private final Secrets secrets;
    private final Component<EmbeddedKafka> kafka;
    private final Component<RunningMongo> mongo;

    ServiceProperties(
            LocalSettings settings,
            Ports ports,
            Secrets secrets,
            Component<EmbeddedKafka> kafka,
            Component<RunningMongo> mongo) {
        this.settings = settings;
        this.ports = ports;
        this.secrets = secrets;
        this.kafka = kafka;
        this.mongo = mongo;
    }

    Map<String, String> gateway() {
        var properties = common(Ports.Use.GATEWAY, Ports.Use.GATEWAY_MANAGEMENT);
        properties.put("waymark.gateway.orders-url", url(Ports.Use.ORDERS));
        properties.put("waymark.gateway.notifications-url", url(Ports.Use.NOTIFICATIONS));
        properties.put("waymark.gateway.ingest-url", url(Ports.Use.INGEST));
        properties.put("waymark.gateway.session.key", secrets.sessionKey());
        // Plain HTTP on this machine: with it a browser would send no cookie at all.
        properties.put("waymark.gateway.session.secure", "false");
        properties.put("waymark.gateway.shop.name", "Лавка");
        properties.put("waymark.gateway.shop.names.en", "Lavka");
        properties.put("waymark.gateway.shop.help", "mailto:" + HELP);
        properties.put("waymark.gateway.api-keys[0].name", "demo-shop");
        properties.put(
                "waymark.gateway.api-keys[0].sha256",
                Digests.sha256Hex(secrets.shopApiKey().getBytes(StandardCharsets.UTF_8)));
        properties.put("waymark.gateway.api-keys[0].scopes", "orders:write,orders:read,couriers:test");
        properties.put("waymark.gateway.operators[0].email", DemoPeople.SUPPORT);
        properties.put("waymark.gateway.operators[0].role", "SUPPORT");
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        return properties;
    }

    Map<String, String> ingest() {
        var properties = common(Ports.Use.INGEST, Ports.Use.INGEST_MANAGEMENT);
        exclude(properties, Stream.concat(GATEWAY_ONLY.stream(), NOT_FOR_INGEST.stream()));
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

    Map<String, String> orders() {
        var properties = common(Ports.Use.ORDERS, Ports.Use.ORDERS_MANAGEMENT);
        exclude(properties, GATEWAY_ONLY.stream());
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        properties.put(serviceKey("notification-service"), secrets.serviceKey("notification-service"));
        properties.put("waymark.orders.vault.master-key", secrets.vaultKey());
        properties.put("waymark.orders.vault.index-key", secrets.indexKey());
        properties.put("waymark.orders.links.key", secrets.linkKey());
        REPORTED_BY_EASYPOST.forEach(
                carrier -> properties.put("waymark.orders.recognition.reported-by." + carrier, "easypost"));
        return properties;
    }

    Map<String, String> notifications() {
        var smtp = target(settings.smtp(), Ports.Use.SMTP);
        var smsc = target(settings.smsc(), Ports.Use.SMPP);
        var properties = common(Ports.Use.NOTIFICATIONS, Ports.Use.NOTIFICATIONS_MANAGEMENT);
        exclude(properties, GATEWAY_ONLY.stream());
        properties.put(serviceKey("gateway"), secrets.serviceKey("gateway"));
        properties.put(serviceKey("notification-service"), secrets.serviceKey("notification-service"));
        properties.put("waymark.notifications.orders-url", url(Ports.Use.ORDERS));
        properties.put("waymark.notifications.links.email", gatewayUrl() + "/t/");
        properties.put("waymark.notifications.links.sms", gatewayUrl() + "/t/");
        properties.put("waymark.notifications.recipient-key", secrets.recipientKey());
        properties.put("waymark.notifications.shop.name", "Лавка");
        properties.put("waymark.notifications.shop.names.en", "Lavka");
        properties.put("waymark.notifications.shop.from", "orders@lavka.example");
        properties.put("waymark.notifications.shop.reply-to", HELP);
        properties.put("spring.mail.host", smtp.host());
        properties.put("spring.mail.port", String.valueOf(smtp.port()));
        properties.put("waymark.notifications.smpp.host", smsc.host());
        properties.put("waymark.notifications.smpp.port", String.valueOf(smsc.port()));
        return properties;
    }

    private Map<String, String> common(Ports.Use http, Ports.Use management) {
        var properties = new HashMap<String, String>();
        properties.put("server.port", String.valueOf(ports.of(http)));
        properties.put("server.address", LOOPBACK);
        properties.put("management.server.port", String.valueOf(ports.of(management)));
        properties.put("management.server.address", LOOPBACK);
        properties.put("spring.kafka.bootstrap-servers", kafka.get().bootstrapServers());
        // A killed process stays in its groups until its session expires, by default for 45 s in which nobody reads.
        properties.put(BINDER_CONSUMER + "session.timeout.ms", "6000");
        properties.put(BINDER_CONSUMER + "heartbeat.interval.ms", "2000");
        properties.put("spring.mongodb.uri", mongo.get().connectionString());
        properties.put("spring.main.lazy-initialization", "false");
        properties.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        properties.put("waymark.topics.partitions", "4");
        properties.put("waymark.topics.replicas", "1");
        return properties;
    }

    private static void exclude(Map<String, String> properties, Stream<String> autoConfigurations) {
        properties.put("spring.cloud.gateway.server.webflux.enabled", "false");
        properties.put("spring.autoconfigure.exclude", autoConfigurations.collect(Collectors.joining(",")));
    }

    /** Mapping files of couriers added by hand; their credentials lie in its folder {@code connections}. */
    private Path couriers() {
        return settings.data().toAbsolutePath().resolve("couriers");
    }

    String gatewayUrl() {
        return "http://localhost:" + ports.of(Ports.Use.GATEWAY);
    }

    private LocalSettings.Target target(LocalSettings.@Nullable Target configured, Ports.Use inbox) {
        return configured == null ? new LocalSettings.Target(LOOPBACK, ports.of(inbox)) : configured;
    }

    private String url(Ports.Use use) {
        return "http://" + LOOPBACK + ":" + ports.of(use);
    }

    private static String serviceKey(String caller) {
        return "waymark.services.keys." + caller;
    }
}
