package dev.waymark.contract;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic with all its settings.
 *
 * @param retention how long a record is kept; absent for ever
 * @param maxMessageBytes largest batch of records that the broker takes, as compressed by the producer
 */
public record TopicDefinition(
        String name,
        Partitioning partitioning,
        Cleanup cleanup,
        @Nullable Duration retention,
        int maxMessageBytes) {

    private static final int REPLICAS_FOR_TWO_IN_SYNC = 3;

    /** How many partitions a topic has. */
    public enum Partitioning {
        /** As many as the deployment configures. */
        CONFIGURED,
        SINGLE
    }

    /** Which records the broker removes. */
    public enum Cleanup {
        DELETE,
        /** Keeps the newest record of each key, until its retention ends. */
        COMPACT
    }

    public int partitions(int configured) {
        return partitioning == Partitioning.SINGLE ? 1 : configured;
    }

    /** The Kafka configuration of this topic where the cluster keeps {@code replicas} copies of a partition. */
    public SortedMap<String, String> configuration(int replicas) {
        var configuration = new TreeMap<String, String>();
        configuration.put("cleanup.policy", cleanup == Cleanup.COMPACT ? "compact,delete" : "delete");
        configuration.put("max.message.bytes", String.valueOf(maxMessageBytes));
        // With two of three copies written one broker may fail and nothing stops; an acknowledged record survives it.
        configuration.put("min.insync.replicas", replicas >= REPLICAS_FOR_TWO_IN_SYNC ? "2" : "1");
        configuration.put("retention.ms", retention == null ? "-1" : String.valueOf(retention.toMillis()));
        if (cleanup == Cleanup.COMPACT) {
            // Only a closed segment is compacted, and compacted segments are merged up to segment.bytes: hourly
            // segments
            // keep short what is read at start, and with 1 MB, the least Kafka allows, old records still expire.
            configuration.put("segment.bytes", "1048576");
            configuration.put("segment.ms", "3600000");
        }
        return configuration;
    }
}
