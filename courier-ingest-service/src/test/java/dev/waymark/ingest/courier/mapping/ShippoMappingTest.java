package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.ingest.courier.MappingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippoMappingTest {

    private static final String LATE = BundledMappings.captured("shippo", "track_updated_out_for_delivery_late");
    private static final String CONTRADICTION = BundledMappings.captured("shippo", "track_updated_contradicts_itself");

    private static final String SCAN = """
            {"event":"track_updated","test":false,"data":{"carrier":"usps","tracking_number":"9205590000000000000021",
              "tracking_status":{"status":"%1$s","status_date":"2026-11-20T11:00:00Z","substatus":{"code":"%2$s"}},
              "tracking_history":[
                {"status":"%1$s","status_date":"2026-11-20T11:00:00Z","substatus":{"code":"%2$s"}}]}}""";

    @Test
    void testWebhooksAreDropped() {
        assertThat(BundledMappings.map("shippo", BundledMappings.captured("shippo", "track_updated_doc_sample")))
                .isEqualTo(new MappingResult.Ignored("test", false, null));
    }

    @Test
    void statusTakesPrecedenceOverAContradictingCode() {
        var delivered = BundledMappings.checkpoint("shippo", CONTRADICTION);

        assertThat(BundledMappings.factName(delivered)).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(delivered.detailsOrNone().actionRequired()).isFalse();
        assertThat(delivered.rawStatus().code()).isEqualTo("DELIVERED/information_received");
    }

    @Test
    void deliveredUnderTransitIsUnmapped() {
        var result = BundledMappings.mapped("shippo", SCAN.formatted("TRANSIT", "delivered"));

        assertThat(BundledMappings.factNames(result.events().get(0))).containsExactly("UNMAPPED");
        assertThat(result.unmappedCodes()).containsExactly("TRANSIT/delivered");
    }

    @Test
    void noNameIsPublished() {
        assertThat(BundledMappings.event("shippo", CONTRADICTION).toString()).doesNotContain("SMITH");
    }

    @Test
    void numberRegisteredTwiceHasEachScanOnce() {
        var second = LATE.replaceAll("\"object_id\": \"0", "\"object_id\": \"f")
                .replaceAll("\"object_created\": \"2026", "\"object_created\": \"2027");

        assertThat(second).isNotEqualTo(LATE);
        assertThat(BundledMappings.ids(BundledMappings.event("shippo", second)))
                .isEqualTo(BundledMappings.ids(BundledMappings.event("shippo", LATE)));
    }

    @Test
    void latestStatusReplacesAMissingHistory() {
        var history = SCAN.formatted("TRANSIT", "pickup_available");
        var none = history.replaceFirst("(?s)\"tracking_history\":.*", "\"tracking_history\":[]}}");

        var alone = BundledMappings.checkpoint("shippo", none);

        assertThat(alone).isEqualTo(BundledMappings.checkpoint("shippo", history));
    }

    @Test
    void changedEtaIsANoticeWithoutAScan() {
        var event = BundledMappings.event("shippo", LATE);

        assertThat(BundledMappings.factNames(event)).endsWith("OUT_FOR_DELIVERY", "ETA_CHANGED");
        assertThat(event.eta().until()).hasToString("2026-11-21");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-11-21T00:00:00Z\"", "null"})
    void unchangedEtaIsIgnored(String original) {
        var body = LATE.replace("\"original_eta\": \"2026-11-20T00:00:00Z\"", "\"original_eta\": " + original);

        assertThat(body).isNotEqualTo(LATE);
        assertThat(BundledMappings.factNames(BundledMappings.event("shippo", body)))
                .doesNotContain("ETA_CHANGED");
    }

    @Test
    void changedEtaIsOneNoticeAlsoWithLaterScans() {
        var later = LATE.replace("2026-11-20T09:00:00Z", "2026-11-20T17:00:00Z");

        assertThat(BundledMappings.event("shippo", later).checkpoints().get(7).id())
                .isEqualTo(BundledMappings.event("shippo", LATE)
                        .checkpoints()
                        .get(7)
                        .id());
    }

    @Test
    void returnedIsOnItsWayBack() {
        var event = BundledMappings.event("shippo", SCAN.formatted("RETURNED", "return_to_sender"));

        assertThat(BundledMappings.factNames(event)).containsExactly("RETURN_STARTED");
        assertThat(event.checkpoints().get(0).direction()).isEqualTo(Direction.RETURN);
    }

    @Test
    void otherEventsAreIgnored() {
        assertThat(BundledMappings.map("shippo", BundledMappings.captured("shippo", "transaction_created")))
                .isEqualTo(new MappingResult.Ignored("not-tracking", false, null));
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,other,UNMAPPED,false",
        "PRE_TRANSIT,information_received,LABEL_CREATED,false",
        "TRANSIT,address_issue,ADDRESS_PROBLEM,true",
        "TRANSIT,contact_carrier,HELD,true",
        "TRANSIT,delayed,DELAYED,false",
        "TRANSIT,delivery_attempted,ATTEMPT_OTHER,true",
        "TRANSIT,delivery_rescheduled,ETA_CHANGED,false",
        "TRANSIT,delivery_scheduled,APPOINTMENT_SET,false",
        "TRANSIT,location_inaccessible,ATTEMPT_NO_ACCESS,true",
        "TRANSIT,notice_left,ATTEMPT_ABSENT,true",
        "TRANSIT,out_for_delivery,OUT_FOR_DELIVERY,false",
        "TRANSIT,package_accepted,ACCEPTED,false",
        "TRANSIT,package_arrived,ARRIVED,false",
        "TRANSIT,package_damaged,DAMAGED,true",
        "TRANSIT,package_departed,DEPARTED,false",
        "TRANSIT,package_forwarded,REDIRECTED,false",
        "TRANSIT,package_held,HELD,false",
        "TRANSIT,package_processed,ARRIVED,false",
        "TRANSIT,package_processing,ARRIVED,false",
        "TRANSIT,pickup_available,AWAITING_COLLECTION,true",
        "TRANSIT,reschedule_delivery,ATTEMPT_OTHER,true",
        "TRANSIT,'',MOVING,false",
        "TRANSIT,package_levitated,UNMAPPED,false",
        "DELIVERED,delivered,DELIVERED_TO_RECIPIENT,false",
        "RETURNED,return_to_sender,RETURN_STARTED,false",
        "RETURNED,package_unclaimed,STORAGE_EXPIRED,true",
        "FAILURE,package_undeliverable,EXCEPTION_OTHER,true",
        "FAILURE,package_disposed,DISPOSED,false",
        "FAILURE,package_lost,LOST,true",
        "FAILURE,package_levitated,EXCEPTION_OTHER,false"
    })
    void pairsAreMappedAsDocumented(String status, String code, String expected, boolean actionRequired) {
        var scan = BundledMappings.checkpoint("shippo", SCAN.formatted(status, code));

        assertThat(BundledMappings.factName(scan)).isEqualTo(expected);
        assertThat(scan.detailsOrNone().actionRequired()).isEqualTo(actionRequired);
    }
}
