package dev.waymark.ingest.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.activity.ActiveHour;
import dev.waymark.ingest.activity.ActivityTracker;
import dev.waymark.ingest.intake.EventLogUnavailable;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.kafka.support.TopicPartitionOffset;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exchanges couriers' activity between instances: each reads the whole of a compacted topic, and writes what the topic
 * lacks. Reading a record twice changes nothing, and what could not be written is still lacking at the next call.
 */
public final class ActivityReplicator implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ActivityReplicator.class);

    /** Longer than the producer's own time-out. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final ActivityTracker tracker;
    private final ReliableProducer producer;
    private final KafkaMessageListenerContainer<String, byte[]> container;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    ActivityReplicator(
            ActivityTracker tracker,
            ReliableProducer producer,
            ConsumerFactory<String, byte[]> consumers,
            JsonMapper json) {
        this.tracker = tracker;
        this.producer = producer;
        this.container = container(consumers);
        this.reader = json.readerFor(ActiveHour.class);
        this.writer = json.writerFor(ActiveHour.class);
    }

    @Override
    public void start() {
        container.start();
    }

    @Override
    public void stop() {
        write();
        container.stop();
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    /** Stops after the web server: the activity of the last webhooks is written too. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** Writes one record after the other: there are few, and webhooks go first. */
    public synchronized void write() {
        tracker.recordListening();
        try {
            tracker.unwritten()
                    .forEach(hour -> producer.send(List.of(record(hour))).block(WRITE_TIMEOUT));
        } catch (EventLogUnavailable e) {
            log.debug("Couriers' activity is not written", e);
        }
    }

    private KafkaMessageListenerContainer<String, byte[]> container(ConsumerFactory<String, byte[]> consumers) {
        var properties = new ContainerProperties(
                new TopicPartitionOffset(Topics.COURIER_ACTIVITY, 0, TopicPartitionOffset.SeekPosition.BEGINNING));
        // In no group, so there is no offset to commit.
        properties.setAckMode(ContainerProperties.AckMode.MANUAL);
        properties.setMessageListener((MessageListener<String, byte[]>) this::read);
        var container = new KafkaMessageListenerContainer<>(consumers, properties);
        container.setBeanName("courier-activity");
        return container;
    }

    private void read(ConsumerRecord<String, byte[]> record) {
        try {
            tracker.replicate(reader.readValue(record.value()));
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("Activity record skipped: unreadable");
        }
    }

    private ProducerRecord<String, byte[]> record(ActiveHour hour) {
        return new ProducerRecord<>(Topics.COURIER_ACTIVITY, hour.key(), writer.writeValueAsBytes(hour));
    }
}
