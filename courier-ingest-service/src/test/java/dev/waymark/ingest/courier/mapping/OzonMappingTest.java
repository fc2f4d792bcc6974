package dev.waymark.ingest.courier.mapping;

import static dev.waymark.ingest.courier.mapping.Readings.captured;
import static dev.waymark.ingest.courier.mapping.Readings.checkpoint;
import static dev.waymark.ingest.courier.mapping.Readings.event;
import static dev.waymark.ingest.courier.mapping.Readings.read;
import static dev.waymark.ingest.courier.mapping.Readings.reason;
import static dev.waymark.ingest.courier.mapping.Readings.said;
import static dev.waymark.ingest.courier.mapping.Readings.tracked;
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
    void stateMeansWhatTheDocumentationSays(String state, String expected) {
        var body = captured("ozon", "type_state_changed").put("new_state", state);

        var reading = tracked(read("ozon", body));

        assertThat(said(checkpoint(reading))).isEqualTo(expected);
        assertThat(reading.unmappedCodes()).isEmpty();
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
    void whatIsCancelledOnItsWayComesBack(String before, String expected, Direction direction) {
        var body = captured("ozon", "type_posting_cancelled").put("old_state", before);

        var checkpoint = checkpoint(read("ozon", body));

        assertThat(said(checkpoint)).isEqualTo(expected);
        assertThat(checkpoint.direction()).isEqualTo(direction);
    }

    @Test
    void returnAfterTryingOnIsAnotherCheckpointThanTheConditionalDelivery() {
        var triedOn = captured("ozon", "type_state_changed_conditionally_delivered");
        var back = triedOn.deepCopy()
                .put("message_type", "TYPE_POSTING_CANCELLED")
                .put("old_state", "posting_conditionally_delivered")
                .put("new_state", "posting_canceled")
                .put("changed_state_date", "2026-11-22T16:07:46.765Z");

        assertThat(said(checkpoint(read("ozon", triedOn)))).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(said(checkpoint(read("ozon", back)))).isEqualTo("RETURN_STARTED");
        assertThat(checkpoint(read("ozon", back)).id())
                .isNotEqualTo(checkpoint(read("ozon", triedOn)).id());
    }

    @Test
    void changedDeliveryDateIsAWindowOfDaysAndANotice() {
        var event = event(read("ozon", captured("ozon", "type_delivery_date_changed_from_midnight")));

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
    void newsWithoutATimeHappenedWhenWeGotIt() {
        var time = checkpoint(read("ozon", captured("ozon", "type_delivery_date_changed")))
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
    void chatsStocksPricesAndTheSellersDeadlineAreNoNewsAndNotKept(String type) {
        var reading = read("ozon", captured("ozon", "type_cutoff_date_changed").put("message_type", type));

        assertThat(reading).isEqualTo(new MappingResult.Ignored("not-tracking", false, null));
    }

    @Test
    void cyrillicLetterInCustomerChangesNothing() {
        var body = captured("ozon", "type_new_message");
        assertThat(body.at("/user/type").asString()).isEqualTo("\u0421ustomer");

        assertThat(read("ozon", body)).isInstanceOf(MappingResult.Ignored.class);
    }

    @Test
    void numbersAsTextsAndBeyond32BitsReadAlike() {
        var body = captured("ozon", "type_state_changed");
        var asTexts = body.deepCopy().put("seller_id", "15").put("warehouse_id", "18850503335000");
        var large = body.deepCopy().put("warehouse_id", 18850503335000L);

        var expected = event(read("ozon", body)).checkpoints();

        assertThat(event(read("ozon", asTexts)).checkpoints()).isEqualTo(expected);
        assertThat(event(read("ozon", large)).checkpoints()).isEqualTo(expected);
    }

    @Test
    void sameStateToldTwiceIsOneCheckpointAndTheNextOneAnother() {
        var body = captured("ozon", "type_state_changed");
        var next = body.deepCopy().put("changed_state_date", "2021-02-02T15:07:46.766Z");

        assertThat(checkpoint(read("ozon", body)).id())
                .isEqualTo(checkpoint(read("ozon", body)).id())
                .isNotEqualTo(checkpoint(read("ozon", next)).id());
    }

    @Test
    void reasonThatASellerWroteIsNotPublished() {
        var event = event(read("ozon", captured("ozon", "type_posting_cancelled_before_handover")));

        assertThat(event.toString()).doesNotContain("Анна", "900");
    }

    @Test
    void pingHasAnAnswerOfItsOwn() {
        var reading = read("ozon", captured("ozon", "type_ping"));

        assertThat(reason(reading)).isEqualTo("ping");
        assertThat(((MappingResult.Ignored) reading).response()).isNotNull();
    }

    @Test
    void sampleOfTypeNamesIsNobodysMessage() {
        assertThat(read("ozon", captured("ozon", "type_ping_schema"))).isInstanceOf(MappingResult.Unmappable.class);
    }
}
