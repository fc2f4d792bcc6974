package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhlMappingTest {

    private static final String HISTORY = BundledMappings.captured("dhl", "push_history_with_naive_times");

    private static final String SCAN = """
            {"scope":"subscription.push","shipments":[{"id":"JD0126","status":{
              "timestamp":"2026-11-20T10:00:00","statusCode":"%s","status":"%s","description":"%s"}}]}""";

    @Test
    void numberLongerThanAFloatingPointNumberKeepsItsDigits() {
        assertThat(BundledMappings.event("dhl", HISTORY).trackingNumber())
                .isEqualTo(new TrackingNumber("12345678901234567890123"));
    }

    @Test
    void namesAndStreetsAreNotStored() {
        assertThat(BundledMappings.event("dhl", HISTORY).toString())
                .doesNotContainIgnoringCase("jessica")
                .doesNotContain("Doe", "Oderweg");
    }

    @Test
    void townAfterTheStreetIsKept() {
        assertThat(BundledMappings.event("dhl", HISTORY)
                        .checkpoints()
                        .get(0)
                        .place()
                        .city())
                .isEqualTo("AMSTERDAM");
    }

    @Test
    void timeWithoutAZoneIsAssumed() {
        assertThat(BundledMappings.event("dhl", HISTORY).checkpoints())
                .extracting(checkpoint -> checkpoint.time().zoneQuality())
                .containsOnly(ZoneQuality.ASSUMED);
    }

    @Test
    void statusInTheHistoryIsNoSecondScan() {
        assertThat(BundledMappings.event("dhl", HISTORY).checkpoints()).hasSize(6);
    }

    @Test
    void missingHistoryChangesNoScan() {
        var alone = HISTORY.replace("\"events\"", "\"none\"");

        assertThat(BundledMappings.checkpoint("dhl", alone))
                .isEqualTo(BundledMappings.event("dhl", HISTORY).checkpoints().get(0));
    }

    @Test
    void statusBesideTheListIsReadWhereItSaysMore() {
        var body = """
                {"shipments": [{"id": "1", "status": {"timestamp": "2026-11-23T15:00:00+01:00", "statusCode": "%s", "status": "x"},
                 "events": [{"timestamp": "2026-11-23T09:00:00+01:00", "statusCode": "transit", "status": "Out for delivery"}]}]}
                """;

        assertThat(BundledMappings.factNames(BundledMappings.event("dhl", body.formatted("delivered"))))
                .containsExactly("OUT_FOR_DELIVERY", "DELIVERED_TO_RECIPIENT");
        assertThat(BundledMappings.factNames(BundledMappings.event("dhl", body.formatted("transit"))))
                .containsExactly("OUT_FOR_DELIVERY");
    }

    @Test
    void activationSecretIsNotStored() {
        assertThat(BundledMappings.map("dhl", BundledMappings.captured("dhl", "activation")))
                .isEqualTo(new MappingResult.Ignored("no-shipments", false, null));
    }

    @ParameterizedTest
    @CsvSource({
        "pre-transit,PRE-TRANSIT,Label created,LABEL_CREATED",
        "pre-transit,DELIVERED,JESSICA,UNMAPPED",
        "transit,TRANSIT,Arrived at facility,MOVING",
        "transit,OUT FOR DELIVERY,With courier,OUT_FOR_DELIVERY",
        "transit,TRANSIT,Shipment is out for delivery,OUT_FOR_DELIVERY",
        "transit,TRANSIT,Released by Customs,CUSTOMS_CLEARED",
        "transit,Clearance processing complete,LEIPZIG,CUSTOMS_CLEARED",
        "transit,TRANSIT,Customs status updated,CUSTOMS_STARTED",
        "transit,Customs status updated,LEIPZIG,CUSTOMS_STARTED",
        "delivered,Delivered,JESSICA,DELIVERED_TO_RECIPIENT",
        "transit,The shipment is ready for pick-up at the PACKSTATION,Ready to be picked up by the recipient,AWAITING_COLLECTION",
        "transit,TRANSIT,Die Sendung liegt in der PACKSTATION 123 zur Abholung bereit,AWAITING_COLLECTION",
        "unknown,TRANSIT,Uw zending ligt klaar bij het DHL-punt,AWAITING_COLLECTION",
        "transit,TRANSIT,The shipment will be ready for pick-up as of tomorrow,MOVING",
        "transit,TRANSIT,Die Sendung wird in die PACKSTATION gebracht,MOVING",
        "failure,Exception,Delivery attempted,EXCEPTION_OTHER",
        "unknown,Unknown,Out for delivery,UNMAPPED",
        "teleported,?,?,UNMAPPED"
    })
    void statusCodeDecidesAndTheTextRefinesTransit(String code, String status, String text, String expected) {
        assertThat(BundledMappings.factNames(BundledMappings.event("dhl", SCAN.formatted(code, status, text))))
                .containsExactly(expected);
    }
}
