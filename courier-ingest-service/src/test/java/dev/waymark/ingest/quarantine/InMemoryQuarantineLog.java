package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.RawWebhook;
import dev.waymark.ingest.intake.EventLogUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

final class InMemoryQuarantineLog implements QuarantineLog {

    private final QuarantineView view = new QuarantineView();
    private final List<QuarantinedWebhook> records = new ArrayList<>();
    private boolean marksFail;

    String store(CourierCode courier, String body, Instant receivedAt) {
        var payload = Webhooks.verified(courier.value(), body);
        var webhook = new QuarantinedWebhook(
                new RawWebhook(courier, payload.rawId(), receivedAt, Map.of(), payload.body()), "why");
        view.add(webhook, new QuarantineOffset(0, records.size()));
        records.add(webhook);
        return payload.rawId();
    }

    void failMarks(boolean fail) {
        marksFail = fail;
    }

    @Override
    public Mono<QuarantineView> view() {
        return Mono.just(view);
    }

    @Override
    public Mono<List<QuarantinedWebhook>> read(List<QuarantineOffset> offsets) {
        return Mono.just(offsets.stream()
                .map(offset -> records.get((int) offset.offset()))
                .toList());
    }

    @Override
    public Mono<Void> resolve(CourierCode courier, String rawId, Instant at) {
        return marksFail
                ? Mono.error(new EventLogUnavailable("lost", null))
                : Mono.fromRunnable(() -> view.resolve(rawId, at));
    }
}
