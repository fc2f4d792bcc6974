package dev.waymark.ingest.kafka;

import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.Quarantine;
import java.util.List;
import reactor.core.publisher.Mono;

/** Quarantine as a topic: unreadable webhooks whole, with the reason beside them. */
public final class KafkaQuarantine implements Quarantine {

    private final AcknowledgedRecords records;

    public KafkaQuarantine(AcknowledgedRecords records) {
        this.records = records;
    }

    @Override
    public Mono<Void> keep(VerifiedPayload payload, String reason) {
        return records.send(List.of(RawRecords.quarantined(Topics.COURIER_WEBHOOKS_QUARANTINE, payload, reason)));
    }
}
