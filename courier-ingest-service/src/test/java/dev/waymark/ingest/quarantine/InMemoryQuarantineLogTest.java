package dev.waymark.ingest.quarantine;

import dev.waymark.contract.CourierCode;

class InMemoryQuarantineLogTest implements QuarantineLogContract {

    private final InMemoryQuarantineLog log = new InMemoryQuarantineLog();

    @Override
    public QuarantineLog log() {
        return log;
    }

    @Override
    public String store(CourierCode courier, String body) {
        return log.store(courier, body, NOON);
    }
}
