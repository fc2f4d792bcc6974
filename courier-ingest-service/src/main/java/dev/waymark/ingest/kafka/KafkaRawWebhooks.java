package dev.waymark.ingest.kafka;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.rehearsal.RawWebhooks;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;

/** The topics of raw webhooks, read when somebody asks. */
public final class KafkaRawWebhooks implements RawWebhooks {

    private final TopicTail tail;

    public KafkaRawWebhooks(TopicTail tail) {
        this.tail = tail;
    }

    @Override
    public Mono<Void> newest(CourierCode courier, Consumer<RawWebhook> each) {
        return tail.newest(Topics.COURIER_WEBHOOKS, record -> hand(record, courier, each))
                .then(tail.newest(Topics.COURIER_WEBHOOKS_QUARANTINE, record -> hand(record, courier, each)))
                .then();
    }

    private static void hand(ConsumerRecord<String, byte[]> record, CourierCode courier, Consumer<RawWebhook> each) {
        if (courier.value().equals(record.key())) {
            var raw = RawRecords.raw(record);
            if (raw != null) {
                each.accept(raw);
            }
        }
    }
}
