package dev.waymark.ingest.kafka;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.Quarantine;
import dev.waymark.ingest.quarantine.QuarantineLog;
import dev.waymark.ingest.quarantine.QuarantineOffset;
import dev.waymark.ingest.quarantine.QuarantineView;
import dev.waymark.ingest.quarantine.QuarantinedWebhook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The quarantine as a topic, read on demand. A resolution mark is a record of the same courier without a body. */
@Component
record KafkaQuarantine(LatestRecordsReader reader, ReliableProducer producer) implements Quarantine, QuarantineLog {

    private static final String TOPIC = Topics.COURIER_WEBHOOKS_QUARANTINE;

    @Override
    public Mono<Void> store(VerifiedPayload payload, String reason) {
        return producer.send(List.of(RawWebhookRecords.quarantined(TOPIC, payload, reason)));
    }

    @Override
    public Mono<QuarantineView> view() {
        return Mono.defer(() -> {
            var view = new QuarantineView();
            return reader.latest(TOPIC, record -> add(record, view)).map(view::completed);
        });
    }

    @Override
    public Mono<List<QuarantinedWebhook>> read(List<QuarantineOffset> offsets) {
        return reader.read(TOPIC, Set.copyOf(offsets))
                .map(records -> offsets.stream()
                        .map(records::get)
                        .filter(Objects::nonNull)
                        .map(RawWebhookRecords::quarantined)
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Override
    public Mono<Void> resolve(CourierCode courier, String rawId, Instant at) {
        return producer.send(List.of(RawWebhookRecords.resolution(TOPIC, courier, rawId, at)));
    }

    private static void add(ConsumerRecord<String, byte[]> record, QuarantineView view) {
        var resolved = RawWebhookRecords.resolvedId(record);
        if (resolved != null) {
            view.resolve(resolved, RawWebhookRecords.resolvedAt(record));
        }
        var webhook = RawWebhookRecords.quarantined(record);
        if (webhook != null) {
            view.add(webhook, new QuarantineOffset(record.partition(), record.offset()));
        }
    }
}
