package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeventeenTrackMappingTest {

    private static final String FOR_COLLECTION =
            BundledMappings.captured("17track", "push_v2_dhl_paket_available_for_pickup");
    private static final String NOBODY_HOME =
            BundledMappings.captured("17track", "update_delivery_failure_without_stage");
    private static final String TWO_MILES = BundledMappings.captured("17track", "update_first_and_last_mile");

    private static final String SCAN = """
            {"event":"TRACKING_UPDATED","data":{"number":"00340000000000000020","carrier":7041,"track_info":{
              "latest_status":{"status":"InTransit","sub_status":"InTransit_Other"},
              "tracking":{"providers":[{"provider":{"key":7041,"name":"DHL Paket"},"events":[
                {"time_iso":"2026-11-20T08:47:00+01:00","time_utc":"2026-11-20T07:47:00Z",
                 "description":"%s","location":"Hamburg","stage":%s,"sub_status":%s}]}]}}}}""";

    @Test
    void stageOfTheScanTakesPrecedenceOverAContradictingStatus() {
        assertThat(BundledMappings.factNames(BundledMappings.event("17track", FOR_COLLECTION)))
                .containsExactly("AWAITING_COLLECTION");
    }

    @Test
    void offsetOfTheCourierIsSuspect() {
        assertThat(BundledMappings.checkpoint("17track", FOR_COLLECTION).time().zoneQuality())
                .isEqualTo(ZoneQuality.SUSPECT);
    }

    @Test
    void correctedOffsetKeepsTheCheckpointId() {
        var mended = FOR_COLLECTION.replace("+01:00", "+02:00").replace("07:47:00Z", "06:47:00Z");

        var scan = BundledMappings.checkpoint("17track", mended);

        assertThat(scan.id())
                .isEqualTo(BundledMappings.checkpoint("17track", FOR_COLLECTION).id());
        assertThat(scan.time().occurredAt()).isEqualTo(Instant.parse("2022-09-14T06:47:00Z"));
    }

    @Test
    void changedStageKeepsTheCheckpointId() {
        var before = FOR_COLLECTION.replace("\"stage\": \"AvailableForPickup\"", "\"stage\": \"Exception\"");

        assertThat(BundledMappings.checkpoint("17track", before).id())
                .isEqualTo(BundledMappings.checkpoint("17track", FOR_COLLECTION).id());
    }

    @Test
    void localTimeIsTheSameInEitherField() {
        var raw = FOR_COLLECTION
                .replace("\"time_iso\": \"2022-09-14T08:47:00+01:00\"", """
                        "time_iso": null, "time_raw": {"date": "2022-09-14", "time": "08:47:00", "timezone": null}""")
                .replace("\"time_utc\": \"2022-09-14T07:47:00Z\"", "\"time_utc\": null");

        var scan = BundledMappings.checkpoint("17track", raw);

        assertThat(scan.id())
                .isEqualTo(BundledMappings.checkpoint("17track", FOR_COLLECTION).id());
        assertThat(scan.time())
                .isEqualTo(new CheckpointTime(
                        Instant.parse("2022-09-14T08:47:00Z"), "2022-09-14 08:47:00", ZoneQuality.ASSUMED));
    }

    @Test
    void dateAloneStaysADate() {
        assertThat(BundledMappings.event("17track", TWO_MILES).checkpoints())
                .extracting(checkpoint -> checkpoint.time().zoneQuality())
                .containsExactly(
                        ZoneQuality.ASSUMED,
                        ZoneQuality.SUSPECT,
                        ZoneQuality.DATE_ONLY,
                        ZoneQuality.SUSPECT,
                        ZoneQuality.SUSPECT);
    }

    @Test
    void scansOfAllProvidersAreOneEvent() {
        assertThat(BundledMappings.event("17track", TWO_MILES).checkpoints())
                .extracting(checkpoint -> checkpoint.detailsOrNone().legCarrier())
                .containsExactly("Correios", "Correios", "Correios", "Yanwen", "Yanwen");
    }

    @Test
    void scanOfTwoProvidersIsOneCheckpoint() {
        var list = "\"providers\": [";
        var from = FOR_COLLECTION.indexOf(list) + list.length();
        var provider = FOR_COLLECTION.substring(from, FOR_COLLECTION.lastIndexOf(']'));
        var other = provider.replace("\"key\": 7041", "\"key\": 100002").replace("DHL Paket", "UPS");
        var twice = FOR_COLLECTION.substring(0, from) + other + "," + FOR_COLLECTION.substring(from);

        assertThat(BundledMappings.event("17track", twice).checkpoints()).hasSize(1);
    }

    @Test
    void bodyOfAnotherNestingIsUnmappable() {
        assertThat(BundledMappings.map(
                        "17track", BundledMappings.captured("17track", "push_v2_ups_delivered_malformed_nesting")))
                .isInstanceOf(MappingResult.Unmappable.class);
    }

    @Test
    void endOfTrackingIsNotFinal() {
        assertThat(BundledMappings.map("17track", BundledMappings.captured("17track", "webhook_tracking_stopped")))
                .isEqualTo(new MappingResult.Ignored("tracking-stopped", true, null));
    }

    @Test
    void shipmentWithoutScansHasTheTimeOfTheLastSync() {
        var checkpoints = BundledMappings.event("17track", BundledMappings.captured("17track", "update_expired"))
                .checkpoints();

        assertThat(BundledMappings.factName(checkpoints.get(1))).isEqualTo("TRACKING_ENDED");
        assertThat(checkpoints.get(1).time().occurredAt()).isEqualTo(Instant.parse("2026-11-20T12:28:36Z"));
    }

    @Test
    void textIsNoCodeAndCountedAsNone() {
        var result =
                BundledMappings.mapped("17track", SCAN.formatted("Given to Erika in Elm Street 5", "null", "null"));

        assertThat(result.unmappedCodes()).containsExactly("none");
        assertThat(result.events().get(0).checkpoints().get(0).rawStatus().code())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The shipment is available for pick-up from the retail outlet | AWAITING_COLLECTION",
                "Out For Delivery Today                                       | OUT_FOR_DELIVERY",
                "Origin Scan                                                  | ACCEPTED",
                "Picked up                                                    | ACCEPTED",
                "Package was picked up by the recipient                       | UNMAPPED",
                "Arrived at Facility                                          | ARRIVED",
                "Processed at SYDNEY - AUSTRALIA                              | ARRIVED",
                "Departed from Facility                                       | DEPARTED",
                "Shipper created a label, UPS has not received it yet.        | LABEL_CREATED",
                "Order information received                                   | LABEL_CREATED",
                "DELIVERED                                                    | DELIVERED_TO_RECIPIENT",
                "Delivered to carrier                                         | UNMAPPED",
                "The parcel could not be delivered                            | ATTEMPT_OTHER",
                "Delivery attempted                                           | ATTEMPT_OTHER",
                "Held by customs                                              | CUSTOMS_HELD",
                "Cleared by customs                                           | CUSTOMS_CLEARED",
                "Not yet cleared by customs                                   | UNMAPPED",
                "Presented to customs                                         | CUSTOMS_STARTED",
                "Being returned to sender                                     | RETURN_STARTED",
                "A late flight has caused a delay                             | DELAYED",
                "In transit to the next facility                              | MOVING",
                "Loaded on a zeppelin                                         | UNMAPPED"
            })
    void scanWithoutAStageIsMappedByItsText(String text, String expected) {
        assertThat(BundledMappings.factNames(BundledMappings.event("17track", SCAN.formatted(text, "null", "null"))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "InfoReceived,LABEL_CREATED",
        "PickedUp,ACCEPTED",
        "Departure,DEPARTED",
        "Arrival,ARRIVED",
        "AvailableForPickup,AWAITING_COLLECTION",
        "OutForDelivery,OUT_FOR_DELIVERY",
        "Delivered,DELIVERED_TO_RECIPIENT",
        "Returning,RETURN_STARTED",
        "Returned,RETURNED_TO_SENDER",
        "Exception,EXCEPTION_OTHER",
        "Levitated,UNMAPPED"
    })
    void stageIsMappedToItsMilestone(String stage, String expected) {
        assertThat(BundledMappings.factNames(
                        BundledMappings.event("17track", SCAN.formatted("?", '"' + stage + '"', "null"))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NotFound_Other,UNMAPPED",
        "NotFound_InvalidCode,UNMAPPED",
        "InfoReceived,LABEL_CREATED",
        "InTransit_PickedUp,ACCEPTED",
        "InTransit_Other,MOVING",
        "InTransit_Departure,DEPARTED",
        "InTransit_Arrival,ARRIVED",
        "InTransit_CustomsProcessing,CUSTOMS_STARTED",
        "InTransit_CustomsReleased,CUSTOMS_CLEARED",
        "InTransit_CustomsRequiringInformation,CUSTOMS_HELD",
        "Expired_Other,TRACKING_ENDED",
        "AvailableForPickup_Other,AWAITING_COLLECTION",
        "OutForDelivery_Other,OUT_FOR_DELIVERY",
        "DeliveryFailure_Other,ATTEMPT_OTHER",
        "DeliveryFailure_NoBody,ATTEMPT_ABSENT",
        "DeliveryFailure_Security,ATTEMPT_PAYMENT_OR_ID",
        "DeliveryFailure_Rejected,ATTEMPT_REFUSED",
        "DeliveryFailure_InvalidAddress,ATTEMPT_ADDRESS",
        "Delivered_Other,DELIVERED_TO_RECIPIENT",
        "Exception_Other,EXCEPTION_OTHER",
        "Exception_Returning,RETURN_STARTED",
        "Exception_Returned,RETURNED_TO_SENDER",
        "Exception_NoBody,ADDRESS_PROBLEM",
        "Exception_Security,HELD",
        "Exception_Damage,DAMAGED",
        "Exception_Rejected,RETURN_STARTED",
        "Exception_Delayed,DELAYED",
        "Exception_Lost,LOST",
        "Exception_Destroyed,DISPOSED",
        "Exception_Cancel,CANCELLED",
        "InTransit_QuantumTunnelling,MOVING",
        "Delivered_ByDrone,DELIVERED_TO_RECIPIENT",
        "OutForDelivery_ByDrone,OUT_FOR_DELIVERY",
        "AvailableForPickup_OnTheMoon,AWAITING_COLLECTION",
        "DeliveryFailure_ByDrone,ATTEMPT_OTHER",
        "Exception_ByDrone,EXCEPTION_OTHER",
        "Teleported_Other,UNMAPPED"
    })
    void subStatusOfTheScanDecides(String sub, String expected) {
        assertThat(BundledMappings.factNames(
                        BundledMappings.event("17track", SCAN.formatted("?", "null", '"' + sub + '"'))))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "InTransit_CustomsRequiringInformation,CUSTOMS_HELD",
        "DeliveryFailure_Other,ATTEMPT_OTHER",
        "DeliveryFailure_NoBody,ATTEMPT_ABSENT",
        "DeliveryFailure_Security,ATTEMPT_PAYMENT_OR_ID",
        "DeliveryFailure_Rejected,ATTEMPT_REFUSED",
        "DeliveryFailure_InvalidAddress,ATTEMPT_ADDRESS",
        "Exception_Returning,RETURN_STARTED",
        "Exception_Returned,RETURNED_TO_SENDER",
        "Exception_NoBody,ADDRESS_PROBLEM",
        "Exception_Security,HELD",
        "Exception_Damage,DAMAGED",
        "Exception_Rejected,RETURN_STARTED",
        "Exception_Delayed,DELAYED",
        "Exception_Lost,LOST",
        "Exception_Destroyed,DISPOSED",
        "Exception_Cancel,CANCELLED"
    })
    void exceptionWithoutAStageIsMappedByTheStatus(String sub, String expected) {
        var body = NOBODY_HOME.replace("DeliveryFailure_NoBody", sub);

        assertThat(BundledMappings.factNames(BundledMappings.event("17track", body)))
                .containsExactly("UNMAPPED", expected);
    }

    @ParameterizedTest
    @CsvSource({"Exception_Other", "InTransit_Other", "Delivered_Other"})
    void statusThatAddsNothingToTheScanIsIgnored(String sub) {
        var body = NOBODY_HOME.replace("DeliveryFailure_NoBody", sub);

        assertThat(BundledMappings.factNames(BundledMappings.event("17track", body)))
                .containsExactly("UNMAPPED");
    }

    @Test
    void customsWaitForTheRecipient() {
        var details = BundledMappings.checkpoint(
                        "17track", SCAN.formatted("?", "null", "\"InTransit_CustomsRequiringInformation\""))
                .detailsOrNone();

        assertThat(details).extracting(Details::actionRequired).isEqualTo(true);
    }
}
