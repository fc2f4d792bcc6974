package dev.waymark.platform.kafka;

import dev.waymark.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Provisions the topics before anything consumes, and waits for Kafka as long as it is away. The web servers are started
 * before, so that whoever asks meanwhile hears that the service is alive and not ready.
 */
final class TopicProvisioning implements SmartLifecycle {

    /** The bindings of Spring Cloud Stream are at 3000. */
    private static final int BEFORE_THE_CONSUMERS = DEFAULT_PHASE - 3100;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(TopicProvisioning.class);

    private final KafkaAdmin kafkaAdmin;
    private final TopicSettings settings;
    private final ApplicationEventPublisher events;
    private volatile boolean isRunning;

    TopicProvisioning(KafkaAdmin kafkaAdmin, TopicSettings settings, ApplicationEventPublisher events) {
        this.kafkaAdmin = kafkaAdmin;
        this.settings = settings;
        this.events = events;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_CONSUMERS;
    }

    @Override
    public void start() {
        // A service that waits here is not broken: a restart brings no broker back.
        AvailabilityChangeEvent.publish(events, this, LivenessState.CORRECT);
        // A name that cannot be resolved yet is found when the client is made, any other absence when it is used.
        try (var admin = await(() -> Admin.create(properties()))) {
            var provisioner = new TopicProvisioner(admin, settings);
            await(() -> provisioner.provision(Topics.ALL));
        } catch (AuthorizationException e) {
            // Whoever gives no right to create topics makes them himself.
            log.error("topics not provisioned: brokers={}", brokers(), e);
        }
        isRunning = true;
    }

    /** Without a limit of its own: Spring ends a process whose start waits in this way when it is told to stop. */
    private <T> T await(Callable<T> attempt) {
        return Objects.requireNonNull(Mono.fromCallable(attempt)
                .subscribeOn(Schedulers.boundedElastic())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(failure ->
                                failure instanceof KafkaException && !(failure instanceof AuthorizationException))
                        .doBeforeRetry(signal -> log.warn(
                                "waiting for Kafka, not ready until it is there: brokers={} failure={}",
                                brokers(),
                                Failures.reason(signal.failure()))))
                .block());
    }

    private Map<String, Object> properties() {
        var properties = new HashMap<>(kafkaAdmin.getConfigurationProperties());
        // By default it tries twenty times a second, and tells each.
        properties.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, FIRST_PAUSE.toMillis());
        properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_PAUSE.toMillis());
        return properties;
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private String brokers() {
        return String.valueOf(kafkaAdmin.getConfigurationProperties().get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    }
}
