package dev.waymark.ingest.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.activity.ActiveMinutes;
import dev.waymark.ingest.activity.ActivityHistory;
import dev.waymark.ingest.intake.EventLogUnavailable;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.kafka.support.TopicPartitionOffset.SeekPosition;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exchanges couriers' activity between instances: each reads the whole of a compacted topic, and writes what the topic
 * lacks. Reading a record twice changes nothing, and what could not be written is still lacking at the next call.
 */
@Component("courier-activity")
public final class ActivityReplicator extends KafkaMessageListenerContainer<String, byte[]> {

    private static final Logger log = LoggerFactory.getLogger(ActivityReplicator.class);

    /** Longer than the producer's own time-out. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final ActivityHistory history;
    private final ReliableProducer producer;
    private final JsonMapper json;

    ActivityReplicator(
            ActivityHistory history,
            ReliableProducer producer,
            ConsumerFactory<String, byte[]> consumers,
            JsonMapper json) {
        super(
                consumers,
                new ContainerProperties(new TopicPartitionOffset(Topics.COURIER_ACTIVITY, 0, SeekPosition.BEGINNING)));
        this.history = history;
        this.producer = producer;
        this.json = json;
        // In no group, so there is no offset to commit.
        getContainerProperties().setAckMode(ContainerProperties.AckMode.MANUAL);
        setupMessageListener((MessageListener<String, byte[]>) this::read);
        // Stops after the web server: the activity of the last webhooks is written too.
        setPhase(0);
    }

    @Override
    protected void doStop(Runnable callback, boolean normal) {
        write();
        super.doStop(callback, normal);
    }

    /** Writes one record after the other: there are few, and webhooks go first. */
    public synchronized void write() {
        history.recordListening();
        try {
            history.unwritten().forEach(this::write);
        } catch (EventLogUnavailable e) {
            log.debug("Couriers' activity is not written", e);
        }
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            history.replicate(json.readValue(record.value(), ActiveMinutes.class));
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("Activity record skipped: unreadable");
        }
    }

    private void write(ActiveMinutes hour) {
        var record = new ProducerRecord<>(Topics.COURIER_ACTIVITY, hour.key(), json.writeValueAsBytes(hour));
        producer.send(List.of(record)).block(WRITE_TIMEOUT);
    }
}
