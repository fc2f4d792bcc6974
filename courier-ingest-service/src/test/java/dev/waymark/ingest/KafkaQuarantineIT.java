package dev.waymark.ingest;

import dev.waymark.contract.CourierCode;
import dev.waymark.embedded.junit.WithService;
import dev.waymark.ingest.intake.Quarantine;
import dev.waymark.ingest.quarantine.QuarantineLog;
import dev.waymark.ingest.quarantine.QuarantineLogContract;

@WithService(IngestApp.class)
class KafkaQuarantineIT implements QuarantineLogContract {

    private final IngestApp app;

    KafkaQuarantineIT(IngestApp app) {
        this.app = app;
    }

    @Override
    public QuarantineLog log() {
        return app.part(QuarantineLog.class);
    }

    @Override
    public String store(CourierCode courier, String body) {
        var payload = Webhooks.verified(courier.value(), body);
        app.part(Quarantine.class).store(payload, "why").block();
        return payload.rawId();
    }
}
