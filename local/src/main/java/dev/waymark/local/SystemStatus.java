package dev.waymark.local;

import dev.waymark.local.couriers.Webhook;
import dev.waymark.local.demo.DemoScript;
import dev.waymark.local.demo.DemoState;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the start page shows of the running system. */
public final class SystemStatus {

    private final List<Component<?>> components;
    private final MetricsView metrics;
    private final Ports ports;
    private final Secrets secrets;
    private final DemoState demo;
    private final DataFolder data;
    private final Clock clock;
    private final DemoScript script = DemoScript.load();
    private volatile boolean playing;

    SystemStatus(
            List<Component<?>> components,
            MetricsView metrics,
            Ports ports,
            Secrets secrets,
            DemoState demo,
            DataFolder data,
            Clock clock) {
        this.components = components;
        this.metrics = metrics;
        this.ports = ports;
        this.secrets = secrets;
        this.demo = demo;
        this.data = data;
        this.clock = clock;
    }

    public List<ComponentStatus> components() {
        return components.stream()
                .filter(Component::isRunning)
                .map(component -> ComponentStatus.of(component, ports, data))
                .sorted(Comparator.comparing(ComponentStatus::type))
                .toList();
    }

    public MetricsView metrics() {
        return metrics;
    }

    /** The shipment whose next scan the demo leaves to the visitor; absent until it was played on this data. */
    public Optional<DemoState.ManualShipment> manualShipment() {
        return demo.manualShipment();
    }

    /** Two ways to send the next scan of that shipment. */
    public Optional<Commands> commands() {
        return demo.manualShipment()
                .flatMap(shipment -> script.scan("out-for-delivery")
                        .flatMap(scan -> scan.from(shipment.courier(), shipment.number(), secrets, clock.instant()))
                        .map(webhook -> new Commands(waymark(shipment), curl(webhook))));
    }

    public String metricsUrl() {
        return "http://localhost:%d/actuator/prometheus".formatted(ports.of(Ports.Use.GATEWAY_MANAGEMENT));
    }

    public boolean demoIsPlaying() {
        return playing;
    }

    void demoIsPlaying(boolean isPlaying) {
        playing = isPlaying;
    }

    private String waymark(DemoState.ManualShipment shipment) {
        var command = "courier send %s %s out-for-delivery".formatted(shipment.courier(), shipment.number());
        return data.path().equals(Path.of("data").toAbsolutePath()) ? command : command + " --data " + data.path();
    }

    private String curl(Webhook webhook) {
        var command = new StringBuilder("-i ").append(ports.url()).append(webhook.path());
        webhook.headers().forEach((name, value) -> command.append(" -H '%s: %s'".formatted(name, value)));
        return command.append(" -d '").append(webhook.body()).append('\'').toString();
    }

    /** To be copied into a terminal. */
    public record Commands(String waymark, String curl) {}
}
