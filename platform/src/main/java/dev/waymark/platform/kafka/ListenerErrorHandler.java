package dev.waymark.platform.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.BatchInterceptor;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaBackoffException;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.kafka.listener.SeekUtils;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Tries again what fails, with pauses that grow, and knows which partitions stand still meanwhile: a batch that meets an
 * outage, a record that cannot be written to the dead letters either, and a poll that throws. One line of the log is
 * written for each try.
 */
final class ListenerErrorHandler extends DefaultErrorHandler
        implements RetryListener, BatchInterceptor<Object, Object> {

    /** A poll may fail once or twice while partitions move. */
    static final int TOLERATED_POLL_FAILURES = 4;

    private static final Logger log = LoggerFactory.getLogger(ListenerErrorHandler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** An empty poll that succeeds is not noticed. Longer than a pause and a poll together. */
    private static final Duration POLLS_AGAIN_AFTER = Duration.ofSeconds(60);

    private final MessageListenerContainer container;
    private final String topic;
    private final boolean isPatient;
    private final Runnable onPollFailure;
    private final Map<TopicPartition, Stall> stalls = new ConcurrentHashMap<>();

    /** Stands in {@link #stalls} for all partitions, where an exception of a poll does not say which one it is. */
    private final TopicPartition poll;

    /** Those of {@link #stalls} of which nothing can be polled. */
    private final Set<TopicPartition> unpolled = ConcurrentHashMap.newKeySet();

    /** Of {@link System#nanoTime}: when records came last. */
    private volatile long lastRecords = System.nanoTime();

    /**
     * @param isPatient whether a batch waits for the end of an outage, rather than be recovered
     * @param recoverer takes records that can never be processed
     */
    ListenerErrorHandler(
            MessageListenerContainer container,
            String topic,
            boolean isPatient,
            ConsumerRecordRecoverer recoverer,
            Runnable onPollFailure) {
        super(recoverer, new FixedBackOff(0, 0));
        this.container = container;
        this.topic = topic;
        this.isPatient = isPatient;
        this.onPollFailure = onPollFailure;
        this.poll = new TopicPartition(topic, -1);
        setRetryListeners(this);
        // The container's own line holds the whole chain of failures, with the message that failed in it.
        setLogLevel(KafkaException.Level.DEBUG);
    }

    /**
     * The superclass would repeat the batch in place for as long as it fails, also when meanwhile it fails on one record:
     * that would never be recovered.
     */
    @Override
    public void handleBatch(
            Exception e,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        if (!isPatient || Failures.isPermanent(e)) {
            super.handleBatch(e, records, consumer, container, invokeListener);
            forget(records.partitions());
            return;
        }
        var failures = 0;
        for (var partition : records.partitions()) {
            var first = records.records(partition).getFirst();
            failures = Math.max(
                    failures,
                    stalled(partition, first.offset(), Failures.reason(e)).failures());
        }
        log.warn(
                "batch not processed: topic={} records={} attempt={} failure={}",
                topic,
                records.count(),
                failures,
                Failures.reason(e));
        pause(failures);
        var all = new ArrayList<ConsumerRecord<?, ?>>();
        records.forEach(all::add);
        SeekUtils.doSeeksToBegin(all, consumer, logger);
        throw new KafkaException("batch not processed", KafkaException.Level.DEBUG, e);
    }

    /**
     * What {@code poll()} or a commit throws. The container would poll again at once, and meet the same: whatever comes first stays
     * first. So a partition of which nothing can be polled is left alone for a while, and the others go on.
     */
    @Override
    public void handleOtherException(
            Exception e, Consumer<?, ?> consumer, MessageListenerContainer container, boolean isBatchListener) {
        onPollFailure.run();
        var cause = Failures.pollFailure(e);
        var partition = Failures.unpolled(e, consumer.assignment());
        var failures = partition
                .map(stuck -> stalled(stuck, consumer.position(stuck), cause))
                .orElseGet(() -> stalled(poll, 0, cause))
                .failures();
        log.warn("nothing polled: topic={} attempt={} cause={}", topic, failures, cause);
        partition.ifPresentOrElse(stuck -> leaveAlone(stuck, failures), () -> pause(failures));
    }

    private void leaveAlone(TopicPartition partition, int failures) {
        unpolled.add(partition);
        container.pausePartition(partition);
        CompletableFuture.delayedExecutor(length(failures), TimeUnit.MILLISECONDS)
                .execute(() -> resume(partition));
    }

    /** Also where it is assigned no more: it may come back. */
    private void resume(TopicPartition partition) {
        if (container instanceof ConcurrentMessageListenerContainer<?, ?> parent) {
            parent.getContainers().forEach(child -> child.resumePartition(partition));
        } else {
            container.resumePartition(partition);
        }
    }

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception e, int attempt) {
        // Told by whoever recovers it.
    }

    @Override
    public void recovered(ConsumerRecord<?, ?> record, @Nullable Exception e) {
        stalls.remove(partition(record));
    }

    /** Thrown as a back-off: any other exception is logged with its stack trace. */
    @Override
    public void recoveryFailed(ConsumerRecord<?, ?> record, @Nullable Exception original, Exception failure) {
        var partition = partition(record);
        var reason = "not parked: " + Failures.reason(failure);
        var failures = stalled(partition, record.offset(), reason).failures();
        log.warn("record {} {} attempt={}", reason, Failures.position(record), failures);
        pause(failures);
        throw new KafkaBackoffException(reason, partition, topic, System.currentTimeMillis());
    }

    @Override
    public ConsumerRecords<Object, Object> intercept(
            ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        stalls.remove(poll);
        lastRecords = System.nanoTime();
        return records;
    }

    @Override
    public void success(ConsumerRecords<Object, Object> records, Consumer<Object, Object> consumer) {
        forget(records.partitions());
    }

    /** A partition that went to another consumer stands still there, if at all. */
    @Override
    public void onPartitionsAssigned(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Runnable publishPause) {
        var assigned = consumer.assignment();
        stalls.keySet().removeIf(partition -> !partition.equals(poll) && !assigned.contains(partition));
        unpolled.retainAll(assigned);
        super.onPartitionsAssigned(consumer, partitions, publishPause);
    }

    String topic() {
        return topic;
    }

    /** False when polls fail one after the other, and no records come of any partition. */
    boolean isPolling() {
        var failing = stalls.get(poll);
        return (failing == null || failing.isOver() || failing.isTolerated())
                && unpolled.stream()
                        .map(stalls::get)
                        .allMatch(stall -> stall == null || stall.isTolerated() || stall.since() - lastRecords < 0);
    }

    /** For how long the partition that has stood still the longest does so. */
    Duration longestStall() {
        return ongoing()
                .map(stall -> stall.getValue().age())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What stands still, and why, in words that quote nothing of a record. */
    Map<String, String> stalls() {
        var described = new TreeMap<String, String>();
        ongoing()
                .forEach(stall -> described.put(
                        stall.getKey().equals(poll) ? topic : stall.getKey().toString(),
                        stall.getValue().toString()));
        return described;
    }

    private Stream<Map.Entry<TopicPartition, Stall>> ongoing() {
        return stalls.entrySet().stream()
                .filter(stall ->
                        !stall.getKey().equals(poll) || !stall.getValue().isOver());
    }

    private Stall stalled(TopicPartition partition, long offset, String cause) {
        return stalls.merge(
                partition,
                Stall.begins(offset, cause),
                (before, now) -> before.offset() == offset && !(partition.equals(poll) && before.isOver())
                        ? before.again(cause)
                        : now);
    }

    private void forget(Collection<TopicPartition> partitions) {
        stalls.keySet().removeAll(partitions);
        unpolled.removeAll(partitions);
    }

    private static long length(int failures) {
        var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 16));
        return Math.min(pause.toMillis(), LONGEST_PAUSE.toMillis());
    }

    private void pause(int failures) {
        try {
            ListenerUtils.stoppableSleep(container, length(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /**
     * What fails again and again at one offset.
     *
     * @param since of {@link System#nanoTime}, as {@code last} is
     */
    private record Stall(long offset, long since, long last, int failures, String cause) {

        static Stall begins(long offset, String cause) {
            return new Stall(offset, System.nanoTime(), System.nanoTime(), 1, cause);
        }

        Stall again(String lastCause) {
            return new Stall(offset, since, System.nanoTime(), failures + 1, lastCause);
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }

        boolean isTolerated() {
            return failures <= TOLERATED_POLL_FAILURES;
        }

        boolean isOver() {
            return System.nanoTime() - last > POLLS_AGAIN_AFTER.toNanos();
        }

        @Override
        public String toString() {
            return "offset=%d seconds=%d attempts=%d cause=%s".formatted(offset, age().toSeconds(), failures, cause);
        }
    }
}
