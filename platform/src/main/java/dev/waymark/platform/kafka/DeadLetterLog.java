package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Digests;
import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.Topics;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * The dead letters of all groups, read on demand. One that is redriven goes to the end of the topic that it comes from,
 * with key, value and headers as they were, and a mark after it says so: whoever looks next redrives it no more.
 */
public final class DeadLetterLog implements AutoCloseable {

    /** What became of a dead letter that was to be redriven. */
    public enum RedriveResult {
        REDRIVEN,
        ALREADY_REDRIVEN,
        /** It is not whole, and the record is no more where it comes from. */
        INCOMPLETE
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<String> topics;

    /** @param connection to the broker, as Kafka's clients name its settings */
    public DeadLetterLog(Map<String, Object> connection) {
        this(
                connection,
                Topics.ALL.stream()
                        .map(TopicDefinition::name)
                        .filter(name -> name.endsWith(Topics.DEAD_LETTERS))
                        .toList());
    }

    DeadLetterLog(Map<String, Object> connection, List<String> topics) {
        this.topics = topics;
        var reading = new HashMap<>(connection);
        reading.put("enable.auto.commit", false);
        reading.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var writing = new HashMap<>(connection);
        writing.put("acks", "all");
        writing.putAll(ListenerConfiguration.LARGE_RECORDS);
        producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Those that are kept, of each topic the oldest first. */
    public List<DeadLetter> list() {
        var letters = new LinkedHashMap<String, DeadLetter>();
        var partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        var begins = consumer.beginningOffsets(partitions);
        read(begins, consumer.endOffsets(partitions), record -> {
            var redriven = text(record, DeadLetterHeaders.REDRIVEN);
            if (redriven == null) {
                letters.put(id(record, record.offset()), letter(record));
            } else {
                letters.computeIfPresent(
                        id(record, Long.parseLong(redriven)),
                        (_, letter) -> letter.redriven(Instant.ofEpochMilli(record.timestamp())));
            }
        });
        return List.copyOf(letters.values());
    }

    /** The value of {@code letter}, as far as it was written. */
    public Optional<byte[]> value(DeadLetter letter) {
        return parked(letter).map(ConsumerRecord::value);
    }

    /** Returns when the broker has acknowledged the record, and the mark after it. */
    public RedriveResult redrive(DeadLetter letter) {
        if (letter.redrivenAt() != null) {
            return RedriveResult.ALREADY_REDRIVEN;
        }
        var parked = parked(letter);
        var whole = letter.isWhole() ? parked : parked.flatMap(cut -> original(letter, cut));
        if (parked.isEmpty() || whole.isEmpty()) {
            return RedriveResult.INCOMPLETE;
        }
        var record = whole.orElseThrow();
        send(new ProducerRecord<>(letter.topic(), letter.partition(), record.key(), record.value(), own(record)));
        mark(parked.orElseThrow());
        return RedriveResult.REDRIVEN;
    }

    private void mark(ConsumerRecord<byte[], byte[]> parked) {
        var offset = String.valueOf(parked.offset()).getBytes(UTF_8);
        send(new ProducerRecord<byte[], byte[]>(
                parked.topic(),
                parked.partition(),
                null,
                new byte[0],
                List.<Header>of(new RecordHeader(DeadLetterHeaders.REDRIVEN, offset))));
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }

    private Optional<ConsumerRecord<byte[], byte[]>> parked(DeadLetter letter) {
        var at = letter.id().lastIndexOf('@');
        var dash = letter.id().lastIndexOf('-', at);
        return at(
                letter.id().substring(0, dash) + Topics.DEAD_LETTERS,
                Integer.parseInt(letter.id().substring(dash + 1, at)),
                Long.parseLong(letter.id().substring(at + 1)));
    }

    /** The record itself, where its topic still has it. */
    private Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter letter, ConsumerRecord<byte[], byte[]> cut) {
        return at(letter.topic(), letter.partition(), letter.offset())
                .filter(record -> record.value() != null
                        && Digests.sha256Hex(record.value()).equals(text(cut, DeadLetterHeaders.ORIGINAL_HASH)));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> at(String topic, int partition, long offset) {
        var wanted = new TopicPartition(topic, partition);
        var begin = consumer.beginningOffsets(List.of(wanted)).getOrDefault(wanted, 0L);
        var end = consumer.endOffsets(List.of(wanted)).getOrDefault(wanted, 0L);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>(1);
        if (begin <= offset && offset < end) {
            read(Map.of(wanted, offset), Map.of(wanted, offset + 1), found::add);
        }
        return found.stream().findFirst();
    }

    private void read(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        var until = System.nanoTime() + TIMEOUT.toNanos();
        consumer.assign(begins.keySet());
        begins.forEach(consumer::seek);
        while (isUnread(ends)) {
            if (System.nanoTime() > until) {
                throw new TimeoutException("the dead letters were not read in time");
            }
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    action.accept(record);
                }
            }
        }
    }

    private boolean isUnread(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        var length = text(record, DeadLetterHeaders.ORIGINAL_LENGTH);
        return new DeadLetter(
                id(record, record.offset()),
                Objects.requireNonNullElse(text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC), ""),
                number(record, KafkaHeaders.DLT_ORIGINAL_PARTITION)
                        .map(ByteBuffer::getInt)
                        .orElse(0),
                number(record, KafkaHeaders.DLT_ORIGINAL_OFFSET)
                        .map(ByteBuffer::getLong)
                        .orElse(-1L),
                Instant.ofEpochMilli(record.timestamp()),
                Objects.requireNonNullElse(text(record, DeadLetterHeaders.REASON), ""),
                length == null ? Math.max(0, record.serializedValueSize()) : Long.parseLong(length),
                length == null,
                null);
    }

    private static String id(ConsumerRecord<?, ?> record, long offset) {
        var topic = record.topic().substring(0, record.topic().length() - Topics.DEAD_LETTERS.length());
        return "%s-%d@%d".formatted(topic, record.partition(), offset);
    }

    private static Collection<Header> own(ConsumerRecord<?, ?> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .filter(header -> !DeadLetterHeaders.NAMES.contains(header.key()))
                .toList();
    }

    private static @Nullable String text(ConsumerRecord<?, ?> record, String header) {
        var found = record.headers().lastHeader(header);
        return found == null ? null : new String(found.value(), UTF_8);
    }

    private static Optional<ByteBuffer> number(ConsumerRecord<?, ?> record, String header) {
        return Optional.ofNullable(record.headers().lastHeader(header)).map(found -> ByteBuffer.wrap(found.value()));
    }
}
