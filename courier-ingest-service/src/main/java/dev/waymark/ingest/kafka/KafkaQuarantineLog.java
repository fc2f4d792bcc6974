package dev.waymark.ingest.kafka;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.quarantine.Position;
import dev.waymark.ingest.quarantine.QuarantineBook;
import dev.waymark.ingest.quarantine.QuarantineLog;
import dev.waymark.ingest.quarantine.QuarantinedWebhook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;

/** The topic of the quarantine, read when somebody asks. A mark is a record of the same courier with no body. */
public final class KafkaQuarantineLog implements QuarantineLog {

    private static final String TOPIC = Topics.COURIER_WEBHOOKS_QUARANTINE;

    private final TopicTail tail;
    private final AcknowledgedRecords records;

    public KafkaQuarantineLog(TopicTail tail, AcknowledgedRecords records) {
        this.tail = tail;
        this.records = records;
    }

    @Override
    public Mono<QuarantineBook> book() {
        return Mono.defer(() -> {
            var book = new QuarantineBook();
            return tail.newest(TOPIC, record -> enter(record, book)).map(older -> {
                if (older) {
                    book.olderIsLeftOut();
                }
                return book;
            });
        });
    }

    @Override
    public Mono<List<QuarantinedWebhook>> at(List<Position> positions) {
        var offsets = positions.stream()
                .collect(Collectors.groupingBy(
                        position -> new TopicPartition(TOPIC, position.partition()),
                        Collectors.mapping(Position::offset, Collectors.toList())));
        return tail.at(offsets).map(found -> {
            var byPosition = found.stream().collect(Collectors.toMap(KafkaQuarantineLog::position, record -> record));
            return positions.stream()
                    .map(byPosition::get)
                    .filter(Objects::nonNull)
                    .map(RawRecords::quarantined)
                    .filter(Objects::nonNull)
                    .toList();
        });
    }

    @Override
    public Mono<Void> settle(CourierCode courier, String rawId, Instant at) {
        return records.send(List.of(RawRecords.settlement(TOPIC, courier, rawId, at)));
    }

    private static void enter(ConsumerRecord<String, byte[]> record, QuarantineBook book) {
        var settled = RawRecords.settled(record);
        if (settled != null) {
            book.settled(settled, RawRecords.settledAt(record));
            return;
        }
        var webhook = RawRecords.quarantined(record);
        if (webhook != null) {
            book.kept(webhook, position(record));
        }
    }

    private static Position position(ConsumerRecord<String, byte[]> record) {
        return new Position(record.partition(), record.offset());
    }
}
