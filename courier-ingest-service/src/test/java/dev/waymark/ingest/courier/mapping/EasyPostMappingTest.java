package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EasyPostMappingTest {

    private static final String TRACKER = """
            {"object": "Event", "mode": "production", "description": "tracker.updated", "result": {"object": "Tracker",
             "mode": "production", "tracking_code": "1", "status": "%s", "status_detail": "%s",
             "updated_at": "2026-11-23T16:00:00Z", "tracking_details": [{"object": "TrackingDetail", "status": "%s",
             "status_detail": "%s", "datetime": "2026-11-23T09:00:00Z", "message": "x"}]}}
            """;

    @Test
    void deliveryWithoutAScanIsACheckpoint() {
        var body = TRACKER.formatted("delivered", "arrived_at_destination", "out_for_delivery", "out_for_delivery");

        var delivered = BundledMappings.event("easypost", body).checkpoints().getLast();

        assertThat(BundledMappings.factName(delivered)).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(delivered.time().occurredAt()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(delivered.time().zoneQuality()).isEqualTo(ZoneQuality.EXPLICIT);
    }

    @ParameterizedTest
    @CsvSource({
        "in_transit,unknown,out_for_delivery,out_for_delivery",
        "in_transit,arrived_at_facility,failure,damaged",
        "delivered,arrived_at_destination,delivered,arrived_at_destination",
        "pre_transit,label_created,in_transit,departed_facility",
        "unknown,arrived_at_destination,in_transit,departed_facility"
    })
    void trackerThatSaysNoMoreThanItsHistoryIsNone(String status, String detail, String listed, String listedDetail) {
        var body = TRACKER.formatted(status, detail, listed, listedDetail);

        assertThat(BundledMappings.event("easypost", body).checkpoints()).hasSize(1);
    }

    @Test
    void shipmentThatIsReadyAfterAnAttemptIsReady() {
        var body = TRACKER.formatted(
                "available_for_pickup", "arrived_at_pickup_location", "failure", "delivery_exception");

        assertThat(BundledMappings.factNames(BundledMappings.event("easypost", body)))
                .containsExactly("ATTEMPT_OTHER", "AWAITING_COLLECTION");
    }
}
