package dev.waymark.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {

    private static final List<TopicPartition> ASSIGNED = List.of(
            new TopicPartition("orders", 1), new TopicPartition("orders", 11), new TopicPartition("shop.orders", 1));

    /** As the consumer's {@code CompletedFetch} words it for a batch that is corrupt or cannot be decompressed. */
    @ParameterizedTest
    @CsvSource({"orders-1", "orders-11", "shop.orders-1"})
    void partitionThatCannotBePolledIsKnownByTheWordsOfTheClient(String partition) {
        var failure = new KafkaException("Received exception when fetching the next record from " + partition
                + ". If needed, please seek past the record to continue consumption.");

        assertThat(Failures.unpolled(failure, ASSIGNED))
                .hasValueSatisfying(found -> assertThat(found).hasToString(partition));
    }

    @ParameterizedTest
    @CsvSource({"orders-2", "of all", "myorders-1", "orders-1_2"})
    void anythingElseIsOfNone(String words) {
        assertThat(Failures.unpolled(new KafkaException(words), ASSIGNED)).isEmpty();
        assertThat(Failures.unpolled(new IllegalStateException("orders-1"), ASSIGNED))
                .isEmpty();
    }
}
