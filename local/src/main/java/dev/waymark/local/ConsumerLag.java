package dev.waymark.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many records each service has yet to read, asked of the broker. */
final class ConsumerLag implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);

    private final Admin admin;

    ConsumerLag(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWERS_WITHIN.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ANSWERS_WITHIN.toMillis()));
    }

    /** By the service, which is how its groups' names begin; empty when the broker does not answer. */
    Map<String, Long> byService() {
        try {
            var lag = new HashMap<String, Long>();
            for (var group : get(admin.listGroups().all())) {
                var service = group.groupId().replaceFirst("\\..*", "");
                lag.merge(service, of(group.groupId()), Long::sum);
            }
            return lag;
        } catch (ExecutionException | TimeoutException e) {
            log.debug("no lag", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    @Override
    public void close() {
        admin.close(ANSWERS_WITHIN);
    }

    private long of(String group) throws ExecutionException, InterruptedException, TimeoutException {
        var read = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        read.keySet().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        var written = get(admin.listOffsets(latest).all());
        return read.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .mapToLong(entry -> {
                    var end = written.get(entry.getKey());
                    return end == null ? 0 : end.offset() - entry.getValue().offset();
                })
                .sum();
    }

    private static <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
