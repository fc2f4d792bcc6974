package dev.waymark.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.TrackingLog;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The raw webhook and its events, side by side on two topics; both are confirmed or the courier repeats. */
public final class KafkaTrackingLog implements TrackingLog {

    private final AcknowledgedRecords records;
    private final ObjectWriter writer;

    public KafkaTrackingLog(AcknowledgedRecords records, JsonMapper json) {
        this.records = records;
        this.writer = json.writerFor(TrackingEvent.class);
    }

    @Override
    public Mono<Void> append(VerifiedPayload payload, List<TrackingEvent> events) {
        var all = new ArrayList<ProducerRecord<String, byte[]>>(1 + events.size());
        all.add(RawRecords.record(Topics.COURIER_WEBHOOKS, payload));
        events.forEach(event -> all.add(record(event)));
        return records.send(all);
    }

    private ProducerRecord<String, byte[]> record(TrackingEvent event) {
        var envelope = event.envelope();
        var record = new ProducerRecord<>(Topics.TRACKING_EVENTS, envelope.key(), writer.writeValueAsBytes(event));
        envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
