package dev.waymark.ingest.kafka;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.dryrun.RecentWebhooks;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads raw webhooks from the two topics that hold them, on demand. */
@Component
record KafkaRecentWebhooks(LatestRecordsReader reader) implements RecentWebhooks {

    @Override
    public Mono<Void> forEach(CourierCode courier, Consumer<RawWebhook> action) {
        return reader.latest(Topics.COURIER_WEBHOOKS, record -> accept(record, courier, action))
                .then(reader.latest(Topics.COURIER_WEBHOOKS_QUARANTINE, record -> accept(record, courier, action)))
                .then();
    }

    private static void accept(
            ConsumerRecord<String, byte[]> record, CourierCode courier, Consumer<RawWebhook> action) {
        if (courier.value().equals(record.key())) {
            var raw = RawWebhookRecords.raw(record);
            if (raw != null) {
                action.accept(raw);
            }
        }
    }
}
