package dev.waymark.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Topics;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.TrackingEventPublisher;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Publishes the raw webhook and its events to their topics. */
@Component
final class KafkaTrackingEventPublisher implements TrackingEventPublisher {

    private final ReliableProducer producer;
    private final ObjectWriter writer;

    KafkaTrackingEventPublisher(ReliableProducer producer, JsonMapper json) {
        this.producer = producer;
        this.writer = json.writerFor(TrackingEvent.class);
    }

    @Override
    public Mono<Void> publish(VerifiedPayload payload, List<TrackingEvent> events) {
        var records = new ArrayList<ProducerRecord<String, byte[]>>(1 + events.size());
        records.add(RawWebhookRecords.record(Topics.COURIER_WEBHOOKS, payload));
        events.forEach(event -> records.add(record(event)));
        return producer.send(records);
    }

    private ProducerRecord<String, byte[]> record(TrackingEvent event) {
        var envelope = event.envelope();
        var record = new ProducerRecord<>(Topics.TRACKING_EVENTS, envelope.key(), writer.writeValueAsBytes(event));
        envelope.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }
}
