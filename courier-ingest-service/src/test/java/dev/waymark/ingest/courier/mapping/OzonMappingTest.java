package dev.waymark.ingest.courier.mapping;

import static dev.waymark.ingest.courier.mapping.BundledMappings.capturedJson;
import static dev.waymark.ingest.courier.mapping.BundledMappings.checkpoint;
import static dev.waymark.ingest.courier.mapping.BundledMappings.event;
import static dev.waymark.ingest.courier.mapping.BundledMappings.factName;
import static dev.waymark.ingest.courier.mapping.BundledMappings.map;
import static dev.waymark.ingest.courier.mapping.BundledMappings.mapped;
import static dev.waymark.ingest.courier.mapping.BundledMappings.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.Webhooks;
import dev.waymark.ingest.courier.MappingResult;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OzonMappingTest {

    @ParameterizedTest
    @CsvSource({
        "posting_acceptance_in_progress,LABEL_CREATED",
        "posting_awaiting_registration,LABEL_CREATED",
        "posting_created,LABEL_CREATED",
        "posting_transferring_to_delivery,ACCEPTED",
        "posting_transferred_to_courier_service,ACCEPTED",
        "posting_in_carriage,MOVING",
        "posting_on_way_to_city,MOVING",
        "posting_not_in_carriage,COLLECTION_FAILED",
        "posting_not_in_sort_center,COLLECTION_FAILED",
        "posting_in_arbitration,HELD",
        "posting_in_client_arbitration,HELD",
        "posting_in_courier_service,OUT_FOR_DELIVERY",
        "posting_driver_pick_up,OUT_FOR_DELIVERY",
        "posting_on_way_to_pickup_point,AT_DELIVERY_DEPOT",
        "posting_in_pickup_point,AWAITING_COLLECTION",
        "posting_conditionally_delivered,DELIVERED_TO_RECIPIENT",
        "posting_delivered,DELIVERED_TO_RECIPIENT",
        "posting_received,DELIVERED_TO_RECIPIENT",
        "posting_returned_to_warehouse,RETURNED_TO_SENDER",
        "posting_canceled,CANCELLED"
    })
    void stateIsMappedAsDocumented(String state, String expected) {
        var body = capturedJson("ozon", "type_state_changed").put("new_state", state);

        var result = mapped(map("ozon", body));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "posting_acceptance_in_progress,CANCELLED,FORWARD",
        "posting_awaiting_registration,CANCELLED,FORWARD",
        "posting_created,CANCELLED,FORWARD",
        "posting_not_in_carriage,CANCELLED,FORWARD",
        "posting_not_in_sort_center,CANCELLED,FORWARD",
        "posting_transferring_to_delivery,RETURN_STARTED,RETURN",
        "posting_transferred_to_courier_service,RETURN_STARTED,RETURN",
        "posting_in_carriage,RETURN_STARTED,RETURN",
        "posting_on_way_to_city,RETURN_STARTED,RETURN",
        "posting_in_courier_service,RETURN_STARTED,RETURN",
        "posting_driver_pick_up,RETURN_STARTED,RETURN",
        "posting_on_way_to_pickup_point,RETURN_STARTED,RETURN",
        "posting_in_pickup_point,RETURN_STARTED,RETURN",
        "posting_conditionally_delivered,RETURN_STARTED,RETURN",
        "posting_delivered,RETURN_STARTED,RETURN",
        "posting_received,RETURN_STARTED,RETURN",
        "'',CANCELLED,FORWARD"
    })
    void cancelledShipmentOnItsWayIsReturned(String before, String expected, Direction direction) {
        var body = capturedJson("ozon", "type_posting_cancelled").put("old_state", before);

        var checkpoint = checkpoint(map("ozon", body));

        assertThat(factName(checkpoint)).isEqualTo(expected);
        assertThat(checkpoint.direction()).isEqualTo(direction);
    }

    @Test
    void returnAfterTryingOnIsAnotherCheckpointThanTheConditionalDelivery() {
        var triedOn = capturedJson("ozon", "type_state_changed_conditionally_delivered");
        var back = triedOn.deepCopy()
                .put("message_type", "TYPE_POSTING_CANCELLED")
                .put("old_state", "posting_conditionally_delivered")
                .put("new_state", "posting_canceled")
                .put("changed_state_date", "2026-11-22T16:07:46.765Z");

        assertThat(factName(checkpoint(map("ozon", triedOn)))).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(factName(checkpoint(map("ozon", back)))).isEqualTo("RETURN_STARTED");
        assertThat(checkpoint(map("ozon", back)).id())
                .isNotEqualTo(checkpoint(map("ozon", triedOn)).id());
    }

    @Test
    void changedDeliveryDateIsAnEtaAndANotice() {
        var event = event(map("ozon", capturedJson("ozon", "type_delivery_date_changed_from_midnight")));

        assertThat(event.eta())
                .isEqualTo(new Eta(
                        LocalDate.of(2026, 11, 25),
                        LocalDate.of(2026, 11, 26),
                        null,
                        null,
                        Eta.Source.COURIER,
                        Webhooks.RECEIVED_AT));
        assertThat(event.checkpoints())
                .singleElement()
                .satisfies(checkpoint ->
                        assertThat(checkpoint.fact()).isEqualTo(new Fact.Information(Notice.ETA_CHANGED)));
    }

    @Test
    void checkpointWithoutATimeHasTheTimeOfReceipt() {
        var time = checkpoint(map("ozon", capturedJson("ozon", "type_delivery_date_changed")))
                .time();

        assertThat(time.occurredAt()).isEqualTo(Webhooks.RECEIVED_AT);
        assertThat(time.occurredLocal()).isNull();
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.ASSUMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TYPE_CUTOFF_DATE_CHANGED",
                "TYPE_NEW_MESSAGE",
                "TYPE_UPDATE_MESSAGE",
                "TYPE_MESSAGE_READ",
                "TYPE_CHAT_CLOSED",
                "TYPE_STOCKS_CHANGED",
                "TYPE_PRICE_INDEX_CHANGED",
                "TYPE_CREATE_OR_UPDATE_ITEM",
                "TYPE_CREATE_ITEM",
                "TYPE_UPDATE_ITEM"
            })
    void chatsStocksPricesAndTheSellersDeadlineAreIgnoredAndDropped(String type) {
        var result =
                map("ozon", capturedJson("ozon", "type_cutoff_date_changed").put("message_type", type));

        assertThat(result).isEqualTo(new MappingResult.Ignored("not-tracking", false, null));
    }

    @Test
    void cyrillicLetterInCustomerChangesNothing() {
        var body = capturedJson("ozon", "type_new_message");
        assertThat(body.at("/user/type").asString()).isEqualTo("\u0421ustomer");

        assertThat(map("ozon", body)).isInstanceOf(MappingResult.Ignored.class);
    }

    @Test
    void numbersAsTextsAndBeyond32BitsAreEqual() {
        var body = capturedJson("ozon", "type_state_changed");
        var asTexts = body.deepCopy().put("seller_id", "15").put("warehouse_id", "18850503335000");
        var large = body.deepCopy().put("warehouse_id", 18850503335000L);

        var expected = event(map("ozon", body)).checkpoints();

        assertThat(event(map("ozon", asTexts)).checkpoints()).isEqualTo(expected);
        assertThat(event(map("ozon", large)).checkpoints()).isEqualTo(expected);
    }

    @Test
    void sameStateSentTwiceIsOneCheckpointAndTheNextOneAnother() {
        var body = capturedJson("ozon", "type_state_changed");
        var next = body.deepCopy().put("changed_state_date", "2021-02-02T15:07:46.766Z");

        assertThat(checkpoint(map("ozon", body)).id())
                .isEqualTo(checkpoint(map("ozon", body)).id())
                .isNotEqualTo(checkpoint(map("ozon", next)).id());
    }

    @Test
    void reasonThatASellerWroteIsNotPublished() {
        var event = event(map("ozon", capturedJson("ozon", "type_posting_cancelled_before_handover")));

        assertThat(event.toString()).doesNotContain("Анна", "900");
    }

    @Test
    void pingHasAResponseOfItsOwn() {
        var result = map("ozon", capturedJson("ozon", "type_ping"));

        assertThat(reason(result)).isEqualTo("ping");
        assertThat(((MappingResult.Ignored) result).response()).isNotNull();
    }

    @Test
    void schemaSampleIsUnmappable() {
        assertThat(map("ozon", capturedJson("ozon", "type_ping_schema"))).isInstanceOf(MappingResult.Unmappable.class);
    }
}
