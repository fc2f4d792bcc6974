package dev.waymark.resilience;

import static org.awaitility.Awaitility.await;

import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.local.LocalSettings;
import dev.waymark.local.Ports;
import dev.waymark.local.Secrets;
import dev.waymark.local.ServiceProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The system in processes of its own: broker, MongoDB and instances of the services, each behind a proxy that fails on demand. */
final class Cluster implements AutoCloseable {

    /** What a crash leaves is taken up as soon as the bench can wait for it, and where production would rather be sure. */
    private static final Map<String, String> SHORT_WAITS = Map.of(
            "waymark.notifications.sending.lease", "10s",
            "waymark.notifications.sending.first-retry", "1s",
            "waymark.notifications.sending.longest-retry", "5s",
            "waymark.notifications.retry-interval", "1s",
            "waymark.orders.outbox-relay.every", "2s",
            "waymark.orders.outbox-relay.age", "5s",
            "logging.level.org.apache.kafka", "warn",
            "logging.pattern.console", "%d{HH:mm:ss.SSS} %-5level %logger{30} %msg %kvp%n%ex{12}");

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Path folder;
    private final Ports ports = Ports.from(0);
    private final Secrets secrets;
    private final Map<Ports.Use, TcpProxy> proxies = new EnumMap<>(Ports.Use.class);
    private final int brokerPort = LocalPorts.claim("Kafka", 0);
    private final int mongoPort = LocalPorts.claim("MongoDB", 0);
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final List<Crash> crashes = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new LinkedHashMap<>(SHORT_WAITS);
    private ChildProcess broker;
    private ChildProcess mongo;

    /** An instance of a service. */
    record Instance(Service service, ChildProcess process, int port, int managementPort) {}

    /** The sudden end of an instance. */
    record Crash(Service service, Instant at) {}

    private Cluster(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.secrets = Secrets.of(folder);
        this.settings.putAll(settings);
        proxy(Ports.Use.KAFKA).add(brokerPort);
        proxy(Ports.Use.MONGO).add(mongoPort);
        broker = startBroker();
        mongo = startMongo();
    }

    /**
     * Starts broker, MongoDB and one instance of each service, and waits until they are ready.
     *
     * @param folder for data and logs
     * @param settings properties of all services
     */
    static Cluster start(Path folder, Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var cluster = new Cluster(folder, settings);
        try {
            cluster.awaitListening(cluster.brokerPort, cluster.broker);
            cluster.awaitListening(cluster.mongoPort, cluster.mongo);
            for (var service : Service.values()) {
                cluster.add(service);
            }
            cluster.awaitReady();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private ChildProcess startBroker() {
        return ChildProcess.start(
                InfrastructureProcess.class,
                log("kafka"),
                List.of("-Xmx256m"),
                List.of(
                        "kafka",
                        folder.resolve("kafka").toString(),
                        String.valueOf(brokerPort),
                        String.valueOf(ports.of(Ports.Use.KAFKA))));
    }

    private ChildProcess startMongo() {
        return ChildProcess.start(
                InfrastructureProcess.class,
                log("mongo"),
                List.of("-Xmx256m"),
                List.of("mongo", folder.resolve("mongo").toString(), String.valueOf(mongoPort)));
    }

    /** One more instance of {@code service}; it may not be ready yet. */
    Instance add(Service service, String... jvmOptions) {
        var port = LocalPorts.claim(service.title(), 0);
        var managementPort = LocalPorts.claim(service.title(), 0);
        var own = new LinkedHashMap<>(settings);
        own.put("server.port", String.valueOf(port));
        own.put("management.server.port", String.valueOf(managementPort));
        var properties = new ServiceProperties(
                new LocalSettings(folder, 0, own), ports, secrets, () -> uri(ports.of(Ports.Use.MONGO)));
        var arguments = new ArrayList<String>();
        arguments.add(service.name());
        arguments.addAll(List.of(properties.arguments(service.title())));
        var options = new ArrayList<>(List.of("-Xmx256m"));
        options.addAll(List.of(jvmOptions));
        var process = ChildProcess.start(Service.class, log(service.title()), options, arguments);
        var instance = new Instance(service, process, port, managementPort);
        instances.add(instance);
        proxy(service.port()).add(port);
        return instance;
    }

    /** A replica set would tell its clients where it really is. */
    private static String uri(int port) {
        return "mongodb://%s:%d/?directConnection=true".formatted(LocalPorts.HOST, port);
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    TcpProxy proxy(Ports.Use use) {
        return proxies.computeIfAbsent(use, door -> new TcpProxy(ports.of(door)));
    }

    /**
     * Kills all instances of {@code service}, those that have halted by themselves among them, and starts one anew; it may not
     * be ready yet.
     */
    Instance replace(Service service, String... jvmOptions) {
        instances.stream().filter(one -> one.service() == service).forEach(this::kill);
        return add(service, jvmOptions);
    }

    private void kill(Instance instance) {
        var at = instance.process().endedAt();
        instance.process().kill();
        proxy(instance.service().port()).remove(instance.port());
        instances.remove(instance);
        crashes.add(new Crash(instance.service(), at));
    }

    /** As Kubernetes stops it. */
    void stop(Instance instance) {
        proxy(instance.service().port()).remove(instance.port());
        instance.process().close();
        instances.remove(instance);
    }

    void killBroker() {
        broker.kill();
    }

    void restartBroker() {
        broker = startBroker();
        awaitListening(brokerPort, broker);
    }

    void killMongo() {
        mongo.kill();
    }

    void restartMongo() {
        mongo = startMongo();
        awaitListening(mongoPort, mongo);
    }

    ChildProcess broker() {
        return broker;
    }

    Path folder() {
        return folder;
    }

    List<Crash> crashes() {
        return List.copyOf(crashes);
    }

    Ports ports() {
        return ports;
    }

    Secrets secrets() {
        return secrets;
    }

    /** The address for customers, couriers and shops. */
    URI url() {
        return URI.create("http://%s:%d".formatted(LocalPorts.HOST, ports.of(Ports.Use.GATEWAY)));
    }

    /** For an observer whom no fault reaches; the broker itself leads its clients through its proxy. */
    String mongoUri() {
        return uri(mongoPort);
    }

    String bootstrapServers() {
        return LocalPorts.HOST + ":" + brokerPort;
    }

    void awaitReady() {
        instances.forEach(this::awaitReady);
    }

    /** Fails at once where the instance has ended. */
    void awaitReady(Instance instance) {
        await().atMost(STARTS_WITHIN)
                .pollInterval(POLL)
                .until(() -> !instance.process().isAlive() || isReady(instance));
        requireAlive(instance.process(), instance.service().title());
    }

    private static boolean isReady(Instance instance) {
        try {
            var health = URI.create(
                    "http://%s:%d/actuator/health/readiness".formatted(LocalPorts.HOST, instance.managementPort()));
            var connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(10_000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitListening(int port, ChildProcess process) {
        await().atMost(STARTS_WITHIN).pollInterval(POLL).until(() -> !process.isAlive() || isListening(port));
        requireAlive(process, "port " + port);
    }

    private static boolean isListening(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void requireAlive(ChildProcess process, String name) {
        if (!process.isAlive()) {
            throw new IllegalStateException("%s has ended: its log is in %s".formatted(name, folder));
        }
    }

    /** All at once: nobody waits for a part that was asked to end after it. */
    @Override
    public void close() {
        instances.forEach(instance -> instance.process().kill());
        broker.kill();
        mongo.kill();
        proxies.values().forEach(TcpProxy::close);
    }
}
