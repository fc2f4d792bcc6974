package dev.waymark.local;

import dev.waymark.embedded.kafka.EmbeddedKafka;
import dev.waymark.embedded.mongo.MongoServers;
import dev.waymark.embedded.mongo.MongodProcess;
import dev.waymark.embedded.mongo.RunningMongo;
import dev.waymark.gateway.GatewayApplication;
import dev.waymark.ingest.CourierIngestApplication;
import dev.waymark.local.demo.DemoState;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.pages.LocalPages;
import dev.waymark.local.sms.SmsInbox;
import dev.waymark.notifications.NotificationServiceApplication;
import dev.waymark.orders.OrderServiceApplication;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.context.support.GenericApplicationContext;

/** The components of the system in this JVM, and in which order they start and stop. */
@Configuration(proxyBeanMethods = false)
class LocalConfiguration {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    /** A component that hangs must not keep the others from being closed properly. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

    /** The gateway shows the inboxes; their own components close them. */
    private static final BeanDefinitionCustomizer NOT_CLOSED_HERE = bean -> bean.setDestroyMethodName("");

    private final LocalSettings settings;
    private final DataFolder data;
    private final Ports ports;
    private final Consumer<ComponentStatus> listener;

    LocalConfiguration(LocalSettings settings, DataFolder data, Ports ports, Consumer<ComponentStatus> listener) {
        this.settings = settings;
        this.data = data;
        this.ports = ports;
        this.listener = listener;
    }

    @Bean
    static DefaultLifecycleProcessor lifecycleProcessor() {
        var processor = new DefaultLifecycleProcessor();
        processor.setConcurrentStartupForPhases(Map.of(
                Component.INFRASTRUCTURE, STARTS_WITHIN.toMillis(), Component.SERVICES, STARTS_WITHIN.toMillis()));
        processor.setTimeoutPerShutdownPhase(STOPS_WITHIN.toMillis());
        return processor;
    }

    /** Spring starts the components of a phase on it. */
    @Bean(destroyMethod = "shutdown")
    static ExecutorService bootstrapExecutor() {
        return Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("start-", 0).factory());
    }

    @Bean
    Component<EmbeddedKafka> kafka() {
        return infrastructure(
                ComponentStatus.Type.KAFKA,
                ":" + ports.of(Ports.Use.KAFKA),
                data.shown("kafka"),
                () -> EmbeddedKafka.start(data.path().resolve("kafka"), ports.of(Ports.Use.KAFKA)));
    }

    @Bean
    Component<RunningMongo> mongo() {
        return infrastructure(
                MongodProcess.program(System.getenv()).isPresent()
                        ? ComponentStatus.Type.MONGO
                        : ComponentStatus.Type.MONGO_EMBEDDED,
                ":" + ports.of(Ports.Use.MONGO),
                data.shown("mongo"),
                () -> MongoServers.start(data.path().resolve("mongo"), ports.of(Ports.Use.MONGO)));
    }

    @Bean
    Component<MailInbox> mail(Clock clock) {
        var smtp = ports.of(Ports.Use.SMTP);
        var imap = ports.of(Ports.Use.IMAP);
        return infrastructure(
                ComponentStatus.Type.MAIL,
                ":%d, :%d".formatted(smtp, imap),
                "",
                () -> MailInbox.start(smtp, imap, clock));
    }

    @Bean
    Component<SmsInbox> sms(Clock clock) {
        var smpp = ports.of(Ports.Use.SMPP);
        return infrastructure(ComponentStatus.Type.SMS, ":" + smpp, "", () -> SmsInbox.start(smpp, clock));
    }

    @Bean
    ServiceProperties serviceProperties(
            Secrets secrets, Component<EmbeddedKafka> kafka, Component<RunningMongo> mongo) {
        return new ServiceProperties(settings, ports, secrets, kafka, mongo);
    }

    /** The only service with pages of this machine in it. */
    @Bean
    Component<ConfigurableApplicationContext> gateway(
            ServiceProperties properties,
            Component<MailInbox> mail,
            Component<SmsInbox> sms,
            ObjectProvider<SystemStatus> status) {
        return service(
                ComponentStatus.Type.GATEWAY,
                Ports.Use.GATEWAY,
                GatewayApplication.application()
                        .sources(LocalPages.class)
                        .initializers((GenericApplicationContext context) -> {
                            context.registerBean(MailInbox.class, mail::get, NOT_CLOSED_HERE);
                            context.registerBean(SmsInbox.class, sms::get, NOT_CLOSED_HERE);
                            context.registerBean(SystemStatus.class, () -> status.getObject());
                        }),
                properties::gateway);
    }

    @Bean
    Component<ConfigurableApplicationContext> ingest(ServiceProperties properties) {
        return service(
                ComponentStatus.Type.INGEST,
                Ports.Use.INGEST,
                CourierIngestApplication.application(),
                properties::ingest);
    }

    @Bean
    Component<ConfigurableApplicationContext> orders(ServiceProperties properties) {
        return service(
                ComponentStatus.Type.ORDERS,
                Ports.Use.ORDERS,
                OrderServiceApplication.application(),
                properties::orders);
    }

    @Bean
    Component<ConfigurableApplicationContext> notifications(ServiceProperties properties) {
        return service(
                ComponentStatus.Type.NOTIFICATIONS,
                Ports.Use.NOTIFICATIONS,
                NotificationServiceApplication.application(),
                properties::notifications);
    }

    @Bean
    SystemStatus status(
            List<Component<?>> components,
            List<Component<ConfigurableApplicationContext>> services,
            Secrets secrets,
            DemoState demo,
            Clock clock) {
        return new SystemStatus(components, services, ports, secrets, demo, data.path(), clock);
    }

    private <T extends AutoCloseable> Component<T> infrastructure(
            ComponentStatus.Type type, String address, String dataFolder, Supplier<T> starter) {
        return new Component<>(Component.INFRASTRUCTURE, type, address, dataFolder, starter, listener);
    }

    /** {@code properties} are made when it starts, because some come of the infrastructure. */
    private Component<ConfigurableApplicationContext> service(
            ComponentStatus.Type type,
            Ports.Use port,
            SpringApplicationBuilder application,
            Supplier<Map<String, String>> properties) {
        return new Component<>(
                Component.SERVICES,
                type,
                ":" + ports.of(port),
                "",
                () -> run(type, application, properties.get()),
                listener);
    }

    private ConfigurableApplicationContext run(
            ComponentStatus.Type type, SpringApplicationBuilder application, Map<String, String> properties) {
        var all = new HashMap<>(properties);
        all.putAll(settings.overrides());
        var arguments = all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        try {
            // One hook closes everything in order; four that race take many times as long.
            return application.registerShutdownHook(false).run(arguments);
        } catch (RuntimeException e) {
            throw new CommandException("%s did not start: %s".formatted(type.title(), rootMessage(e)), e);
        }
    }

    private static String rootMessage(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
