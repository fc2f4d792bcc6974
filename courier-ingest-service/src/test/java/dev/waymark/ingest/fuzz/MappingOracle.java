package dev.waymark.ingest.fuzz;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.PayloadMapper;
import java.util.Arrays;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What must hold whatever a body holds. Throws an {@link AssertionError} where it does not. */
final class MappingOracle {

    /** What our topics take as one record; past it a webhook could never be acknowledged. */
    private static final int LARGEST_RECORD = 5_000_000;

    private static final JsonMapper JSON = new JsonMapper();

    private MappingOracle() {}

    static MappingResult check(CourierCode courier, PayloadMapper reader, Map<String, String> headers, byte[] body) {
        var sent = body.clone();
        var result = CostMeter.bounded(body.length, () -> read(courier, reader, headers, body));
        require(result.equals(read(courier, reader, headers, body)), "mapped twice, it gives two results");
        require(Arrays.equals(sent, body), "mapping changed the body");
        switch (result) {
            case MappingResult.Mapped mapped -> mapped.events().forEach(MappingOracle::writable);
            case MappingResult.Ignored ignored -> require(!ignored.reason().isBlank(), "ignored, without a reason");
            case MappingResult.Unmappable(var reason) ->
                require(!reason.isBlank() && !reason.startsWith("the mapping failed"), reason);
        }
        return result;
    }

    private static MappingResult read(
            CourierCode courier, PayloadMapper reader, Map<String, String> headers, byte[] body) {
        return Courier.dryRun(courier, reader, headers, body, Webhooks.RECEIVED_AT);
    }

    private static void writable(TrackingEvent event) {
        var written = JSON.writeValueAsBytes(event);
        require(written.length < LARGEST_RECORD, "an event of %d bytes".formatted(written.length));
        require(
                JSON.readValue(written, TrackingEvent.class).equals(event),
                "serialized and parsed, it is another event");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
