package dev.waymark.local;

import dev.waymark.local.couriers.DemoScan;
import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoState;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** What the start page shows of the running system. */
public final class SystemStatus {

    private final List<Component<?>> components;
    private final List<Component<ConfigurableApplicationContext>> services;
    private final Ports ports;
    private final Secrets secrets;
    private final DemoState demo;
    private final Path data;
    private final Clock clock;
    private volatile @Nullable ConsumerLag lag;
    private volatile @Nullable MetricsView metrics;
    private volatile boolean playing;

    SystemStatus(
            List<Component<?>> components,
            List<Component<ConfigurableApplicationContext>> services,
            Ports ports,
            Secrets secrets,
            DemoState demo,
            Path data,
            Clock clock) {
        this.components = components;
        this.services = services;
        this.ports = ports;
        this.secrets = secrets;
        this.demo = demo;
        this.data = data;
        this.clock = clock;
    }

    public List<ComponentStatus> components() {
        return components.stream()
                .filter(Component::isRunning)
                .map(Component::status)
                .sorted(Comparator.comparing(ComponentStatus::type))
                .toList();
    }

    /** Records that each service has not read yet, by the service's name. */
    public Map<String, Long> lag() {
        var started = lag;
        return started == null ? Map.of() : started.byService();
    }

    public LastMinute lastMinute() {
        var started = metrics;
        return started == null ? new LastMinute(0, 0, 0, 0) : started.lastMinute();
    }

    /** The shipment whose next scan the demo leaves to the visitor; absent until it was played on this data. */
    public Optional<DemoState.ManualShipment> manualShipment() {
        return demo.manualShipment();
    }

    /** Two ways to send the next scan of that shipment. */
    public Optional<Commands> commands() {
        return demo.manualShipment()
                .flatMap(shipment -> DemoScan.OUT_FOR_DELIVERY
                        .from(shipment.courier(), shipment.number(), secrets, clock.instant())
                        .map(webhook -> new Commands(waymark(shipment), curl(webhook))));
    }

    public String metricsUrl() {
        return "http://localhost:" + ports.of(Ports.Use.GATEWAY_MANAGEMENT) + "/actuator/prometheus";
    }

    public boolean demoIsPlaying() {
        return playing;
    }

    void demoIsPlaying(boolean isPlaying) {
        playing = isPlaying;
    }

    /** Once all components run. */
    void start() {
        lag = new ConsumerLag("127.0.0.1:" + ports.of(Ports.Use.KAFKA));
        metrics = MetricsView.start(services.stream()
                .flatMap(service -> service.get().getBeanProvider(MeterRegistry.class).stream())
                .toList());
    }

    void stop() {
        var startedMetrics = metrics;
        if (startedMetrics != null) {
            startedMetrics.close();
        }
        var startedLag = lag;
        if (startedLag != null) {
            startedLag.close();
        }
    }

    private String waymark(DemoState.ManualShipment shipment) {
        var command = "courier send %s %s out-for-delivery".formatted(shipment.courier(), shipment.number());
        return data.equals(Path.of("data").toAbsolutePath()) ? command : command + " --data " + data;
    }

    private String curl(Webhook webhook) {
        var command =
                new StringBuilder("-i http://localhost:%d%s".formatted(ports.of(Ports.Use.GATEWAY), webhook.path()));
        webhook.headers().forEach((name, value) -> command.append(" -H '%s: %s'".formatted(name, value)));
        return command.append(" -d '").append(webhook.body()).append('\'').toString();
    }

    /**
     * Counts of the last minute.
     *
     * @param accepted webhooks answered 2xx
     * @param refused webhooks answered 4xx
     * @param notSent messages that were decided against
     */
    public record LastMinute(long accepted, long refused, long sent, long notSent) {}

    /** To be copied into a terminal. */
    public record Commands(String waymark, String curl) {}
}
