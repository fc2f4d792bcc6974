package dev.waymark.ingest.kafka;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.Topics;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.dryrun.RecentWebhooks;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads raw webhooks from the two topics that hold them, on demand. */
@Component
record KafkaRecentWebhooks(LatestRecordsReader reader) implements RecentWebhooks {

    @Override
    public Mono<Void> forEach(CourierCode courier, Consumer<RawWebhook> action) {
        return Flux.just(Topics.COURIER_WEBHOOKS, Topics.COURIER_WEBHOOKS_QUARANTINE)
                .concatMap(topic -> reader.latest(topic, record -> {
                    var raw = courier.value().equals(record.key()) ? RawWebhookRecords.raw(record) : null;
                    if (raw != null) {
                        action.accept(raw);
                    }
                }))
                .then();
    }
}
