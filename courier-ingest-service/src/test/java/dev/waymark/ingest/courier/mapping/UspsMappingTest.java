package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class UspsMappingTest {

    private static final String DELIVERED =
            BundledMappings.captured("usps", "subscription_push_delivered_third_party_doc");

    private static final String EVENT =
            "{\"eventCode\":\"%s\",\"eventType\":\"%s\",\"eventTimestamp\":\"2024-01-15T14:30:00-05:00\"}";

    @Test
    void payloadIsADocumentInsideAString() {
        assertThat(DELIVERED).contains("\"payload\": \"{\\\"trackingNumber\\\"");

        var event = BundledMappings.event("usps", DELIVERED);

        assertThat(event.shipment()).hasToString("usps:9400111899562537883943");
        assertThat(event.reportedAt()).isEqualTo(Instant.parse("2024-01-15T14:30:00Z"));
    }

    @Test
    void payloadThatIsNoDocumentIsUnmappable() {
        assertThat(BundledMappings.map("usps", BundledMappings.captured("usps", "payload_that_is_no_json")))
                .isInstanceOf(MappingResult.Unmappable.class);
    }

    @Test
    void recipientIsNotRead() {
        assertThat(DELIVERED).contains("JOHN DOE", "ACME CORP");
        assertThat(BundledMappings.event("usps", DELIVERED).toString()).doesNotContain("JOHN DOE", "ACME");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "01 | Delivered, Front Door/Porch                   | LEFT_SAFE_PLACE",
                "01 | Delivered, In/At Mailbox                      | LEFT_SAFE_PLACE",
                "01 | Delivered, Parcel Locker                      | LEFT_SAFE_PLACE",
                "01 | Delivered, Front Desk/Reception/Mail Room     | LEFT_SAFE_PLACE",
                "01 | Delivered, Neighbor as Requested              | LEFT_WITH_NEIGHBOUR",
                "01 | Delivered, To Agent                           | LEFT_WITH_NEIGHBOUR",
                "01 | Delivered, Individual Picked Up at Post Office | COLLECTED",
                "01 | Delivered, Left with Individual               | DELIVERED_TO_RECIPIENT",
                "01 | Delivered                                     | DELIVERED_TO_RECIPIENT",
                "01 | Delivered, To Original Sender                 | RETURNED_TO_SENDER"
            })
    void deliveryCodeIsRefinedByItsText(String code, String text, String expected) {
        assertThat(factName(code, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GX | Shipping Label Created                        | LABEL_CREATED",
                "OA | Accepted at USPS Origin Facility              | ACCEPTED",
                "03 | USPS in possession of item                    | ACCEPTED",
                "PC | Picked Up                                     | ACCEPTED",
                "10 | Processed Through Facility                    | ARRIVED",
                "A1 | Arrived at USPS Regional Facility             | ARRIVED",
                "U1 | Arrived at USPS Facility                      | ARRIVED",
                "T1 | Departed USPS Regional Facility               | DEPARTED",
                "L1 | Departed USPS Regional Facility               | DEPARTED",
                "SF | Departed Post Office                          | DEPARTED",
                "TL | In Transit to Next Facility                   | MOVING",
                "NT | In Transit to Next Facility, Arriving On Time | MOVING",
                "NT | In Transit to Next Facility, Arriving Late    | DELAYED",
                "07 | Arrived at Post Office                        | AT_DELIVERY_DEPOT",
                "OF | Out for Delivery                              | OUT_FOR_DELIVERY",
                "52 | Notice Left (Receptacle Full/Item Oversized)  | ATTEMPT_NO_ACCESS",
                "55 | Notice Left (No Authorized Recipient Available) | ATTEMPT_ABSENT",
                "02 | Notice Left                                   | ATTEMPT_OTHER",
                "16 | Available for Pickup                          | AWAITING_COLLECTION",
                "ZA | Reminder to Schedule Redelivery of your item  | COLLECTION_REMINDER",
                "22 | Insufficient Address                          | ADDRESS_PROBLEM",
                "04 | Refused                                       | ATTEMPT_REFUSED",
                "27 | Unclaimed/Being Returned to Sender            | RETURN_STARTED",
                "09 | Return to Sender                              | RETURN_STARTED",
                "06 | Forwarded                                     | REDIRECTED",
                "08 | Missent                                       | DELAYED",
                "Q9 | Held by the tides                             | UNMAPPED"
            })
    void codeDecidesAndThenTheText(String code, String text, String expected) {
        assertThat(factName(code, text)).isEqualTo(expected);
    }

    @Test
    void codeWithoutItsZeroIsAnother() {
        assertThat(factName("7", "Who knows")).isEqualTo("UNMAPPED");
    }

    @Test
    void unknownTextIsCountedByItsCodeAlone() {
        assertThat(BundledMappings.mapped("usps", envelope("In Transit", EVENT.formatted("Q9", "Held for JANE ROE")))
                        .unmappedCodes())
                .containsExactly("Q9");
    }

    @Test
    void categoryThatAddsToTheEventIsACheckpointOfItsOwn() {
        var alone = BundledMappings.event("usps", BundledMappings.captured("usps", "event_of_tomorrow_under_alert"));
        var later = BundledMappings.event(
                "usps", BundledMappings.captured("usps", "event_of_tomorrow_in_a_longer_history"));

        assertThat(BundledMappings.factNames(alone)).containsExactly("UNMAPPED", "EXCEPTION_OTHER");
        assertThat(later.checkpoints()).contains(alone.checkpoints().get(0));
    }

    @ParameterizedTest
    @CsvSource({"Available for Pickup,AWAITING_COLLECTION", "Delivery Attempt,ATTEMPT_OTHER", "Alert,EXCEPTION_OTHER"})
    void categoryDecidesTheStatus(String category, String expected) {
        assertThat(BundledMappings.factNames(
                        BundledMappings.event("usps", envelope(category, EVENT.formatted("Q9", "Held by the tides")))))
                .containsExactly("UNMAPPED", expected);
    }

    @Test
    void categoryOfASpecificEventAddsNoCheckpoint() {
        assertThat(BundledMappings.factNames(
                        BundledMappings.event("usps", envelope("Alert", EVENT.formatted("NT", "In Transit")))))
                .containsExactly("MOVING");
        assertThat(BundledMappings.factNames(BundledMappings.event(
                        "usps", envelope("Alert", EVENT.formatted("22", "Insufficient Address")))))
                .containsExactly("ADDRESS_PROBLEM");
    }

    @Test
    void localTimesAreReadInTheZoneOfTheScan() {
        var event = BundledMappings.event("usps", BundledMappings.captured("usps", "history_in_clock_times"));

        assertThat(event.checkpoints())
                .filteredOn(checkpoint -> "U1".equals(checkpoint.rawStatus().code()))
                .extracting(checkpoint -> checkpoint.time().occurredAt())
                .containsExactly(Instant.parse("2024-01-17T11:13:00Z"));
        assertThat(event.checkpoints())
                .extracting(checkpoint -> checkpoint.time().zoneQuality())
                .contains(ZoneQuality.FROM_LOCATION, ZoneQuality.ASSUMED, ZoneQuality.EXPLICIT);
    }

    @Test
    void returnedToSenderIsNotDelivered() {
        var checkpoint =
                BundledMappings.checkpoint("usps", BundledMappings.captured("usps", "delivered_to_original_sender"));

        assertThat(checkpoint).extracting(Checkpoint::direction).isEqualTo(Direction.RETURN);
        assertThat(BundledMappings.factName(checkpoint)).isEqualTo("RETURNED_TO_SENDER");
    }

    @Test
    void sameEventInALongerHistoryIsOneCheckpoint() {
        var one = EVENT.formatted("T1", "Departed");
        var alone = BundledMappings.event("usps", envelope("In Transit", one));
        var again = BundledMappings.event(
                "usps",
                envelope("Out for Delivery", EVENT.formatted("OF", "Out for Delivery") + "," + one + "," + one));

        assertThat(again.checkpoints()).hasSize(2).containsAll(alone.checkpoints());
    }

    private static String factName(String code, String text) {
        return BundledMappings.factName(
                BundledMappings.checkpoint("usps", envelope("In Transit", EVENT.formatted(code, text))));
    }

    private static String envelope(String category, String events) {
        var payload =
                "{\"trackingNumber\":\"9400111899562537000010\",\"statusCategory\":\"%s\",\"trackingEvents\":[%s]}"
                        .formatted(category, events);
        return "{\"subscriptionType\":\"TRACKING\",\"timestamp\":\"2024-01-15T19:31:00Z\",\"payload\":%s}"
                .formatted(JsonMapper.shared().writeValueAsString(payload));
    }
}
