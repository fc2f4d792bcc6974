package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.waymark.contract.Digests;
import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.Topics;
import dev.waymark.contract.view.DeadLetter;
import dev.waymark.contract.view.RedrivenDeadLetter.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * The dead letters of all groups: what they are about is kept in memory, and what is new is read when somebody asks. One that
 * is redriven goes to the end of the topic that it comes from, with key, value and headers as they were, and a mark after it
 * says so: whoever looks next redrives it no more.
 */
public final class DeadLetterLog implements AutoCloseable {

    /** Of each topic the newest. */
    static final int KEPT = 10_000;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ONE_RECORD = Duration.ofSeconds(10);

    private final Map<String, Object> connection;
    private final List<String> topics;
    private final Map<TopicPartition, Part> parts = new HashMap<>();
    private @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /** @param connection to the broker, as Kafka's clients name its settings; nothing is connected before somebody asks */
    public DeadLetterLog(Map<String, Object> connection) {
        this(
                connection,
                Topics.ALL.stream()
                        .map(TopicDefinition::name)
                        .filter(name -> name.endsWith(Topics.DEAD_LETTERS))
                        .toList());
    }

    DeadLetterLog(Map<String, Object> connection, List<String> topics) {
        this.connection = Map.copyOf(connection);
        this.topics = topics;
    }

    /** Reads what is new. False when there is more than can be read {@code within} that time: the next call goes on there. */
    public synchronized boolean refresh(Duration within) {
        return asked(() -> read(within));
    }

    private boolean read(Duration within) {
        var until = System.nanoTime() + within.toNanos();
        var partitions = topics.stream()
                .flatMap(topic -> consumer().partitionsFor(topic, within).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        var begins = consumer().beginningOffsets(partitions, within);
        var ends = consumer().endOffsets(partitions, within);
        var unread = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            unread.put(
                    partition,
                    part(partition).from(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L)));
        }
        return read(unread, ends, until, record -> part(partition(record)).add(record));
    }

    /** Those that are known, also those that were redriven; the oldest first. */
    public synchronized List<DeadLetter> letters() {
        var counts = entries().collect(groupingBy(Entry::content, counting()));
        return entries()
                .map(entry -> entry.letter()
                        .occurred(counts.getOrDefault(entry.content(), 1L).intValue()))
                .sorted(Comparator.comparing(DeadLetter::parkedAt).thenComparing(DeadLetter::id))
                .toList();
    }

    /** How many were not redriven, by the topics that they come from. */
    public synchronized Map<String, Long> waiting() {
        var counts = new TreeMap<String, Long>();
        topics.forEach(topic -> counts.put(source(topic), 0L));
        entries()
                .map(Entry::letter)
                .filter(letter -> letter.redrivenAt() == null)
                .forEach(letter -> counts.merge(letter.topic(), 1L, Long::sum));
        return counts;
    }

    /** The topic whose records are in {@code deadLetters}. */
    private static String source(String deadLetters) {
        return Topics.ALL.stream()
                .map(TopicDefinition::name)
                .filter(topic -> deadLetters.startsWith(topic + ".") && !deadLetters.equals(topic))
                .max(Comparator.comparingInt(String::length))
                .orElse(deadLetters);
    }

    /** Whether {@link #letters} has all that are kept, as far as they were read. */
    public synchronized boolean isComplete() {
        return parts.values().stream().noneMatch(part -> part.isTruncated);
    }

    private Stream<Entry> entries() {
        return parts.values().stream().flatMap(part -> part.entries.values().stream());
    }

    private Part part(TopicPartition partition) {
        return parts.computeIfAbsent(partition, _ -> new Part());
    }

    /** The value of {@code letter}, as far as it was written; empty when it is kept no more. */
    public synchronized Optional<byte[]> value(DeadLetter letter) {
        return asked(() -> parked(letter)).map(record -> Objects.requireNonNullElse(record.value(), new byte[0]));
    }

    /** Returns when the broker has acknowledged the record, and the mark after it. */
    public synchronized Outcome redrive(DeadLetter letter) {
        return asked(() -> writeOnceMore(letter));
    }

    private static <T> T asked(Supplier<T> kafka) {
        try {
            return kafka.get();
        } catch (KafkaException e) {
            throw new BrokerUnavailable(e);
        }
    }

    private Outcome writeOnceMore(DeadLetter letter) {
        var place = place(letter);
        var known = part(place.partition()).entries.get(place.offset());
        if (letter.redrivenAt() != null || (known != null && known.letter().redrivenAt() != null)) {
            return Outcome.ALREADY_REDRIVEN;
        }
        var parked = parked(letter);
        var whole = letter.whole() ? parked : parked.flatMap(cut -> original(letter, cut));
        if (parked.isEmpty() || whole.isEmpty()) {
            return Outcome.INCOMPLETE;
        }
        var record = whole.orElseThrow();
        send(new ProducerRecord<>(letter.topic(), letter.partition(), record.key(), record.value(), own(record)));
        mark(parked.orElseThrow());
        part(place.partition()).redriven(place.offset(), Instant.now());
        return Outcome.REDRIVEN;
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
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
        if (producer != null) {
            producer.close();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            var reading = new HashMap<>(connection);
            reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
            reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            consumer = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            var writing = new HashMap<>(connection);
            writing.put(ProducerConfig.ACKS_CONFIG, "all");
            writing.putAll(ListenerConfiguration.LARGE_RECORDS);
            producer = new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> parked(DeadLetter letter) {
        var place = place(letter);
        return at(place.partition(), place.offset());
    }

    private static Place place(DeadLetter letter) {
        var at = letter.id().lastIndexOf('@');
        var dash = letter.id().lastIndexOf('-', at);
        return new Place(
                new TopicPartition(
                        letter.id().substring(0, dash) + Topics.DEAD_LETTERS,
                        Integer.parseInt(letter.id().substring(dash + 1, at))),
                Long.parseLong(letter.id().substring(at + 1)));
    }

    /** The record itself, where its topic still has it. */
    private Optional<ConsumerRecord<byte[], byte[]>> original(DeadLetter letter, ConsumerRecord<byte[], byte[]> cut) {
        return at(new TopicPartition(letter.topic(), letter.partition()), letter.offset())
                .filter(record -> record.value() != null
                        && Digests.sha256Hex(record.value()).equals(text(cut, DeadLetterHeaders.ORIGINAL_HASH)));
    }

    private Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition wanted, long offset) {
        var begin = consumer().beginningOffsets(List.of(wanted), ONE_RECORD).getOrDefault(wanted, 0L);
        var end = consumer().endOffsets(List.of(wanted), ONE_RECORD).getOrDefault(wanted, 0L);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>(1);
        if (begin <= offset && offset < end) {
            var until = System.nanoTime() + ONE_RECORD.toNanos();
            read(Map.of(wanted, offset), Map.of(wanted, offset + 1), until, found::add);
        }
        return found.stream().findFirst();
    }

    private boolean read(
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            long until,
            Consumer<ConsumerRecord<byte[], byte[]>> action) {
        consumer().assign(begins.keySet());
        begins.forEach(consumer()::seek);
        while (isUnread(ends)) {
            if (System.nanoTime() > until) {
                return false;
            }
            for (var record : consumer().poll(POLL)) {
                if (record.offset() < ends.getOrDefault(partition(record), 0L)) {
                    action.accept(record);
                }
            }
        }
        return true;
    }

    private boolean isUnread(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer().position(end.getKey()) < end.getValue());
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer().send(record).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** Where a dead letter is. */
    private record Place(TopicPartition partition, long offset) {}

    /** @param content the same for dead letters of a topic that have the same one */
    private record Entry(DeadLetter letter, String content) {

        static Entry of(ConsumerRecord<byte[], byte[]> record) {
            var hash = text(record, DeadLetterHeaders.ORIGINAL_HASH);
            var value = Objects.requireNonNullElse(record.value(), new byte[0]);
            return new Entry(
                    DeadLetterLog.letter(record),
                    record.topic() + Objects.requireNonNullElseGet(hash, () -> Digests.sha256Hex(value)));
        }
    }

    /** What is known of one partition of dead letters. */
    private static final class Part {

        private final NavigableMap<Long, Entry> entries = new TreeMap<>();
        private long next = -1;
        private boolean isTruncated;

        /** Where to go on, when the broker has the offsets from {@code begin} to {@code end}. */
        long from(long begin, long end) {
            if (next > end) {
                // Another topic of the same name.
                entries.clear();
                next = -1;
            }
            entries.headMap(begin).clear();
            if (next < 0) {
                next = Math.max(begin, end - KEPT);
                isTruncated = next > begin;
            }
            return Math.max(begin, next);
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            next = record.offset() + 1;
            var redriven = text(record, DeadLetterHeaders.REDRIVEN);
            if (redriven != null) {
                redriven(Long.parseLong(redriven), Instant.ofEpochMilli(record.timestamp()));
                return;
            }
            entries.put(record.offset(), Entry.of(record));
            if (entries.size() > KEPT) {
                entries.pollFirstEntry();
                isTruncated = true;
            }
        }

        void redriven(long offset, Instant at) {
            entries.computeIfPresent(
                    offset, (_, entry) -> new Entry(entry.letter().redriven(at), entry.content()));
        }
    }

    private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record) {
        var length = text(record, DeadLetterHeaders.ORIGINAL_LENGTH);
        var topic = Objects.requireNonNullElse(text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC), "");
        var id = id(record);
        return new DeadLetter(
                id,
                topic,
                group(record.topic(), topic),
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
                1,
                null);
    }

    /** As the name of its dead-letter topic has it. */
    private static String group(String deadLetters, String topic) {
        var name = withoutEnding(deadLetters);
        return name.startsWith(topic + ".") ? name.substring(topic.length() + 1) : name;
    }

    private static String id(ConsumerRecord<?, ?> record) {
        return "%s-%d@%d".formatted(withoutEnding(record.topic()), record.partition(), record.offset());
    }

    private static String withoutEnding(String deadLetters) {
        return deadLetters.substring(0, deadLetters.length() - Topics.DEAD_LETTERS.length());
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
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
