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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The components of the system in this JVM, and in which order they start and stop. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LocalConfiguration {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(5);

    /** A component that hangs must not keep the others from being closed properly. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);

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
                () -> EmbeddedKafka.start(data.path().resolve("kafka"), ports.of(Ports.Use.KAFKA)));
    }

    @Bean
    Component<RunningMongo> mongo() {
        return infrastructure(
                MongodProcess.program(System.getenv()).isPresent()
                        ? ComponentStatus.Type.MONGO
                        : ComponentStatus.Type.MONGO_EMBEDDED,
                () -> MongoServers.start(data.path().resolve("mongo"), ports.of(Ports.Use.MONGO)));
    }

    @Bean
    Component<MailInbox> mail(Clock clock) {
        return infrastructure(
                ComponentStatus.Type.MAIL,
                () -> MailInbox.start(ports.of(Ports.Use.SMTP), ports.of(Ports.Use.IMAP), clock));
    }

    @Bean
    Component<SmsInbox> sms(Clock clock) {
        return infrastructure(ComponentStatus.Type.SMS, () -> SmsInbox.start(ports.of(Ports.Use.SMPP), clock));
    }

    @Bean
    ServiceProperties serviceProperties(Secrets secrets, Component<RunningMongo> mongo) {
        return new ServiceProperties(settings, ports, secrets, () -> mongo.get().connectionString());
    }

    /** The only service with pages of this machine in it. */
    @Bean
    Component<ConfigurableApplicationContext> gateway(
            ServiceProperties properties,
            Component<MailInbox> mail,
            Component<SmsInbox> sms,
            ObjectProvider<SystemStatus> status) {
        var gateway = GatewayApplication.application()
                .sources(LocalPages.class)
                .initializers((ConfigurableApplicationContext context) -> {
                    // Singletons made elsewhere are not closed by this context.
                    context.getBeanFactory().registerSingleton("mailInbox", mail.get());
                    context.getBeanFactory().registerSingleton("smsInbox", sms.get());
                    context.getBeanFactory().registerSingleton("systemStatus", status.getObject());
                });
        return service(ComponentStatus.Type.GATEWAY, gateway, properties);
    }

    @Bean
    Component<ConfigurableApplicationContext> ingest(ServiceProperties properties) {
        return service(ComponentStatus.Type.INGEST, CourierIngestApplication.application(), properties);
    }

    @Bean
    Component<ConfigurableApplicationContext> orders(ServiceProperties properties) {
        return service(ComponentStatus.Type.ORDERS, OrderServiceApplication.application(), properties);
    }

    @Bean
    Component<ConfigurableApplicationContext> notifications(ServiceProperties properties) {
        return service(ComponentStatus.Type.NOTIFICATIONS, NotificationServiceApplication.application(), properties);
    }

    @Bean
    MetricsView metrics(List<Component<ConfigurableApplicationContext>> services) {
        return new MetricsView(services);
    }

    @Bean
    SystemStatus status(
            List<Component<?>> components, MetricsView metrics, Secrets secrets, DemoState demo, Clock clock) {
        return new SystemStatus(components, metrics, ports, secrets, demo, data, clock);
    }

    private <T extends AutoCloseable> Component<T> infrastructure(ComponentStatus.Type type, Supplier<T> starter) {
        return new Component<>(Component.INFRASTRUCTURE, type, starter, this::report);
    }

    private Component<ConfigurableApplicationContext> service(
            ComponentStatus.Type type, SpringApplicationBuilder application, ServiceProperties properties) {
        return new Component<>(Component.SERVICES, type, () -> run(type, application, properties), this::report);
    }

    private void report(Component<?> started) {
        listener.accept(ComponentStatus.of(started, ports, data));
    }

    private static ConfigurableApplicationContext run(
            ComponentStatus.Type type, SpringApplicationBuilder application, ServiceProperties properties) {
        try {
            // One hook closes everything in order; four that race take many times as long.
            return application.registerShutdownHook(false).run(properties.arguments(type.title()));
        } catch (RuntimeException e) {
            var root = NestedExceptionUtils.getMostSpecificCause(e);
            var reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
            throw new CommandException("%s did not start: %s".formatted(type.title(), reason), e);
        }
    }
}
