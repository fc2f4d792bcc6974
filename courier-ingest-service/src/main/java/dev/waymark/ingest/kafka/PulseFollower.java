package dev.waymark.ingest.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.intake.EventLogUnavailable;
import dev.waymark.ingest.pulse.Minutes;
import dev.waymark.ingest.pulse.Voice;
import dev.waymark.ingest.watch.CourierPulses;
import dev.waymark.ingest.watch.SilenceWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads all of {@code courier.pulse} at start, follows it, and writes what is not in it. In no group: every instance reads
 * everything, and there is no offset to lose. Nobody waits for it; when anything fails it begins anew, for reading twice
 * changes nothing, and what was not written is still missing at the next round.
 */
public final class PulseFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PulseFollower.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(2);

    /** Past the producer's own time-out, however that is set. */
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(30);

    /** As long may a stop wait for us. */
    private static final Duration LOOKS_UP_EVERY = Duration.ofMillis(200);

    private final ConsumerFactory<String, byte[]> consumers;
    private final ReliableProducer records;
    private final CourierPulses pulses;
    private final SilenceWatch watch;
    private final Duration every;
    private final ObjectReader reader;
    private final ObjectWriter writer;
    private @Nullable Following following;

    public PulseFollower(
            ConsumerFactory<String, byte[]> consumers,
            ReliableProducer records,
            CourierPulses pulses,
            SilenceWatch watch,
            Duration every,
            JsonMapper json) {
        this.consumers = consumers;
        this.records = records;
        this.pulses = pulses;
        this.watch = watch;
        this.every = every;
        this.reader = json.readerFor(PulseRecord.class);
        this.writer = json.writerFor(PulseRecord.class);
    }

    @Override
    public synchronized void start() {
        following = new Following();
        following.thread.start();
    }

    @Override
    public synchronized void stop() {
        if (following != null) {
            following.end();
            following = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return following != null;
    }

    /** Before the web server on the way up, after it on the way down: what comes last is written too. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void learn(Iterable<ConsumerRecord<String, byte[]>> read) {
        var hours = new HashMap<Voice, List<Minutes>>();
        read.forEach(record -> read(record, hours));
        hours.forEach(pulses::learn);
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<Voice, List<Minutes>> hours) {
        try {
            PulseRecord pulse = reader.readValue(record.value());
            hours.computeIfAbsent(pulse.voice(), voice -> new ArrayList<>()).add(pulse.hours());
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("failure", e.getClass().getSimpleName())
                    .log("Pulse skipped: unreadable");
        }
    }

    /** One after the other: there are few, and the webhooks go first. */
    private void tell() {
        pulses.listening();
        try {
            pulses.untold()
                    .forEach((voice, minutes) -> PulseRecord.of(voice, minutes)
                            .forEach(hour -> records.send(List.of(record(hour))).block(WRITTEN_WITHIN)));
        } catch (EventLogUnavailable e) {
            log.debug("pulses not written; they will be at the next round", e);
        }
    }

    private ProducerRecord<String, byte[]> record(PulseRecord hour) {
        return new ProducerRecord<>(Topics.COURIER_PULSE, hour.key(), writer.writeValueAsBytes(hour));
    }

    /** One start to one stop. */
    private final class Following {

        private final CountDownLatch ending = new CountDownLatch(1);
        private final Thread thread = new Thread(this::follow, "courier-pulse");

        private Following() {
            thread.setDaemon(true);
        }

        private void end() {
            ending.countDown();
            try {
                thread.join(STOPS_WITHIN.toMillis());
                // Past that it waits for a broker that is not there.
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void follow() {
            try {
                while (isWanted()) {
                    readAndTell();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void readAndTell() throws InterruptedException {
            try (var consumer = consumers.createConsumer()) {
                pulses.startOver();
                readAll(consumer);
                pulses.caughtUp();
                while (isWanted()) {
                    watch.look();
                    tell();
                    readFor(every, consumer);
                }
                tell();
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("failure", e.getClass().getSimpleName())
                        .log("Courier pulses are not exchanged, for now");
                ending.await(PAUSE_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void readAll(Consumer<String, byte[]> consumer) {
            var partitions = consumer.partitionsFor(Topics.COURIER_PULSE).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (isWanted()
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                learn(consumer.poll(LOOKS_UP_EVERY));
            }
        }

        private void readFor(Duration time, Consumer<String, byte[]> consumer) {
            var until = System.nanoTime() + time.toNanos();
            for (var left = time;
                    isWanted() && left.toNanos() > 0;
                    left = Duration.ofNanos(until - System.nanoTime())) {
                learn(consumer.poll(left.compareTo(LOOKS_UP_EVERY) < 0 ? left : LOOKS_UP_EVERY));
            }
        }

        private boolean isWanted() {
            return ending.getCount() > 0;
        }
    }
}
