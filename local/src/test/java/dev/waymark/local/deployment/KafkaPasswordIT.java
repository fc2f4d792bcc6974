package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Topics;
import dev.waymark.embedded.machine.LocalPorts;
import dev.waymark.ingest.CourierIngestApplication;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The broker that docker-compose.yml describes, run here with the passwords that docker/make-secrets.sh makes. */
class KafkaPasswordIT {

    private static final JsonNode COMPOSE = ProjectFiles.document(ProjectFiles.ROOT.resolve("docker-compose.yml"));

    @TempDir
    private Path folder;

    private final int clients = LocalPorts.claim("Kafka", 0);
    private final int controller = LocalPorts.claim("Kafka", 0);
    private final int inside = LocalPorts.claim("Kafka", 0);
    private KafkaRaftServer broker;

    @BeforeEach
    void start() throws Exception {
        makeSecrets();
        var config = new KafkaConfig(settings());
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(config.nodeId())
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.resolve("log").toString())
                .addDirectory(folder.resolve("log").toString())
                .run();
        broker = new KafkaRaftServer(config, Time.SYSTEM);
        broker.startup();
        // What docker/kafka/start.sh does.
        try (var admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + inside))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "waymark",
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                            Files.readString(folder.resolve("secrets/kafka/waymark"))
                                    .strip())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() {
        broker.shutdown();
        broker.awaitShutdown();
    }

    @Test
    void serviceWithThePasswordWorksAndNobodyWithout() throws Exception {
        var service = CourierIngestApplication.application()
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--spring.kafka.bootstrap-servers=localhost:" + clients,
                        "--spring.kafka.properties.security.protocol="
                                + common("SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL"),
                        "--spring.kafka.properties.sasl.mechanism=" + common("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"),
                        "--spring.config.import=configtree:" + folder.resolve("secrets/courier-ingest-service") + "/",
                        "--waymark.topics.partitions=1",
                        "--waymark.topics.replicas=1",
                        // All services share one class path here.
                        "--spring.cloud.gateway.server.webflux.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + String.join(
                                        ",",
                                        "org.springframework.cloud.gateway.config.GatewayStreamAutoConfiguration",
                                        "org.springframework.cloud.gateway.config.GatewayFunctionAutoConfiguration",
                                        "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
                                        "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
                                        "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
                                        "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration"));
        try {
            assertThat(topics(client("gateway"))).contains(Topics.TRACKING_EVENTS);
        } finally {
            service.close();
        }
        var wrong = client("gateway");
        wrong.computeIfPresent(
                "sasl.jaas.config", (_, config) -> config.toString().replaceAll("password=\"..", "password=\"xx"));
        assertThatThrownBy(() -> topics(wrong)).hasCauseInstanceOf(SaslAuthenticationException.class);
        assertThatThrownBy(() -> topics(Map.of(
                        "bootstrap.servers",
                        "localhost:" + clients,
                        "default.api.timeout.ms",
                        3000,
                        "request.timeout.ms",
                        2000)))
                .isInstanceOf(ExecutionException.class);
    }

    private Set<String> topics(Map<String, Object> client) throws Exception {
        try (var admin = Admin.create(client)) {
            return admin.listTopics().names().get(30, TimeUnit.SECONDS);
        }
    }

    private Map<String, Object> client(String service) throws Exception {
        return new HashMap<>(Map.of(
                "bootstrap.servers", "localhost:" + clients,
                "security.protocol", common("SPRING_KAFKA_PROPERTIES_SECURITY_PROTOCOL"),
                "sasl.mechanism", common("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"),
                "sasl.jaas.config",
                        Files.readString(folder.resolve(
                                        "secrets/" + service + "/spring.kafka.properties.sasl.jaas.config"))
                                .strip()));
    }

    private static String common(String name) {
        return COMPOSE.path("x-environment").path(name).asString();
    }

    private void makeSecrets() throws Exception {
        var script = folder.resolve("docker/make-secrets.sh");
        Files.createDirectories(script.getParent());
        Files.copy(ProjectFiles.ROOT.resolve("docker/make-secrets.sh"), script, StandardCopyOption.COPY_ATTRIBUTES);
        var made = new ProcessBuilder("sh", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("secrets.log").toFile())
                .start();
        assertThat(made.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(made.exitValue()).isZero();
    }

    /** As the image makes properties of its environment: three underscores are a dash, two are one, one is a dot. */
    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        COMPOSE.at("/services/kafka/environment").properties().forEach(variable -> {
            if (variable.getKey().startsWith("KAFKA_")) {
                var name = variable.getKey()
                        .substring("KAFKA_".length())
                        .replace("___", "-")
                        .replace('_', '.');
                settings.put(
                        name.toLowerCase(java.util.Locale.ROOT),
                        ported(variable.getValue().asString()));
            }
        });
        settings.put("log.dirs", folder.resolve("log").toString());
        return settings;
    }

    private String ported(String value) {
        return value.replace("kafka:9092", "localhost:9092")
                .replace(":9092", ":" + clients)
                .replace(":9093", ":" + controller)
                .replace(":9094", ":" + inside);
    }
}
