package dev.waymark.ingest.kafka;

import dev.waymark.contract.ConnectedCouriers;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.intake.EventLogUnavailable;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Publishes which couriers are connected, at start and when that changes: who takes orders asks no other service for it. */
public final class ConnectedCouriersPublisher {

    private static final Logger log = LoggerFactory.getLogger(ConnectedCouriersPublisher.class);

    /** Longer than the producer's own time-out. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(30);

    private final Couriers couriers;
    private final ReliableProducer producer;
    private final JsonMapper json;
    private @Nullable ConnectedCouriers published;

    public ConnectedCouriersPublisher(Couriers couriers, ReliableProducer producer, JsonMapper json) {
        this.couriers = couriers;
        this.producer = producer;
        this.json = json;
    }

    /** What cannot be published is at the next call. */
    public synchronized void publish() {
        var connected = new ConnectedCouriers(
                couriers.all().stream().map(Courier::code).sorted().toList());
        if (connected.equals(published)) {
            return;
        }
        try {
            var record =
                    new ProducerRecord<>(Topics.COURIERS, ConnectedCouriers.KEY, json.writeValueAsBytes(connected));
            producer.send(List.of(record)).block(WRITE_TIMEOUT);
            published = connected;
        } catch (EventLogUnavailable e) {
            log.debug("The connected couriers are not published", e);
        }
    }
}
