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
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CdekMappingTest {

    /** The documentation's order codes. NOT_DELIVERED and DELIVERED here without a reason. */
    private static final String ORDER_CODES = """
            CREATED                                LABEL_CREATED
            REMOVED                                CANCELLED
            RECEIVED_AT_SHIPMENT_WAREHOUSE         ACCEPTED
            READY_TO_SHIP_AT_SENDING_OFFICE        MOVING
            READY_FOR_SHIPMENT_IN_SENDER_CITY      MOVING
            READY_FOR_SHIPMENT_IN_TRANSIT_CITY     MOVING
            READY_TO_SHIP_IN_TRANSIT_OFFICE        MOVING
            RETURNED_TO_SENDER_CITY_WAREHOUSE      MOVING
            RETURNED_TO_TRANSIT_WAREHOUSE          MOVING
            PASSED_TO_CARRIER_AT_SENDING_OFFICE    DEPARTED
            TAKEN_BY_TRANSPORTER_FROM_SENDER_CITY  DEPARTED
            PASSED_TO_CARRIER_AT_TRANSIT_OFFICE    DEPARTED
            TAKEN_BY_TRANSPORTER_FROM_TRANSIT_CITY DEPARTED
            PASSED_TO_TRANSIT_CARRIER              DEPARTED
            SEND_TO_TRANSIT_OFFICE                 DEPARTED
            SENT_TO_TRANSIT_CITY                   DEPARTED
            SENT_TO_SENDER_CITY                    DEPARTED
            SENT_TO_RECIPIENT_CITY                 DEPARTED
            SHIPPED_TO_DESTINATION                 DEPARTED
            MET_AT_TRANSIT_OFFICE                  ARRIVED
            ACCEPTED_IN_TRANSIT_CITY               ARRIVED
            ACCEPTED_AT_TRANSIT_WAREHOUSE          ARRIVED
            ENTERED_TO_OFFICE_TRANSIT_WAREHOUSE    ARRIVED
            MET_AT_SENDING_OFFICE                  ARRIVED
            MET_AT_RECIPIENT_OFFICE                ARRIVED
            ACCEPTED_IN_RECIPIENT_CITY             ARRIVED
            ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE   AT_DELIVERY_DEPOT
            ENTERED_TO_DELIVERY_WAREHOUSE          AT_DELIVERY_DEPOT
            ACCEPTED_AT_PICK_UP_POINT              AWAITING_COLLECTION
            ENTERED_TO_WAREHOUSE_ON_DEMAND         AWAITING_COLLECTION
            POSTOMAT_POSTED                        AWAITING_COLLECTION
            TAKEN_BY_COURIER                       OUT_FOR_DELIVERY
            RETURNED_TO_RECIPIENT_CITY_WAREHOUSE   ATTEMPT_OTHER
            IN_CUSTOMS_INTERNATIONAL               CUSTOMS_STARTED
            IN_CUSTOMS_LOCAL                       CUSTOMS_STARTED
            CUSTOMS_COMPLETE                       CUSTOMS_CLEARED
            POSTOMAT_RECEIVED                      COLLECTED
            POSTOMAT_SEIZED                        STORAGE_EXPIRED
            DELIVERED                              DELIVERED_TO_RECIPIENT
            NOT_DELIVERED                          RETURN_STARTED
            """;

    @ParameterizedTest
    @MethodSource("orderCodes")
    void orderCodeIsMappedAsDocumented(String code, String expected) {
        var result = mapped(map("cdek", status(code, "")));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,RETURN_STARTED,ADDRESS",
        "2,RETURN_STARTED,UNREACHABLE",
        "3,RETURN_STARTED,ADDRESS",
        "4,RETURN_STARTED,CARRIER_REFUSED",
        "5,RETURN_STARTED,CARRIER_REFUSED",
        "6,RETURN_STARTED,CARRIER_REFUSED",
        "7,RETURN_STARTED,ADDRESS",
        "8,RETURN_STARTED,DAMAGED",
        "9,RETURN_STARTED,DAMAGED",
        "10,RETURN_STARTED,DAMAGED",
        "11,RETURN_STARTED,REFUSED",
        "12,RETURN_STARTED,REFUSED",
        "13,RETURN_STARTED,REFUSED",
        "14,RETURN_STARTED,REFUSED",
        "15,RETURN_STARTED,REFUSED",
        "16,RETURN_STARTED,REFUSED",
        "17,RETURN_STARTED,REFUSED",
        "18,RETURN_STARTED,REFUSED",
        "19,RETURN_STARTED,REFUSED",
        "21,RETURN_STARTED,REFUSED",
        "22,RETURN_STARTED,REFUSED",
        "23,RETURN_STARTED,UNCLAIMED",
        "24,CUSTOMS_REFUSED,CUSTOMS",
        "25,RETURN_STARTED,CARRIER_REFUSED",
        "26,LOST,",
        "27,DISPOSED,",
        "31,RETURN_STARTED,SENDER_REQUEST",
        "32,RETURN_STARTED,SENDER_REQUEST",
        "33,RETURN_STARTED,CARRIER_REFUSED",
        "34,STORAGE_EXPIRED,"
    })
    void reasonDecidesTheStatusOfNotDelivered(String reason, String expected, ReturnReason returnReason) {
        var checkpoint = checkpoint(map("cdek", status("NOT_DELIVERED", reason)));

        assertThat(factName(checkpoint)).isEqualTo(expected);
        assertThat(checkpoint.detailsOrNone().returnReason()).isEqualTo(returnReason);
    }

    @Test
    void deliveredForReason20IsAPartialDelivery() {
        assertThat(factName(checkpoint(map("cdek", status("DELIVERED", "20"))))).isEqualTo("PARTIALLY_DELIVERED");
    }

    @ParameterizedTest
    @CsvSource({
        "1,ATTEMPT_ABSENT",
        "9,COLLECTION_FAILED",
        "11,ATTEMPT_PAYMENT_OR_ID",
        "13,ATTEMPT_ABSENT",
        "17,ATTEMPT_ABSENT",
        "19,ATTEMPT_ADDRESS",
        "35,DELAYED",
        "36,REDIRECTED",
        "37,ATTEMPT_NO_ACCESS",
        "38,ATTEMPT_NO_ACCESS",
        "39,ATTEMPT_NO_ACCESS",
        "40,ATTEMPT_REFUSED",
        "41,ATTEMPT_REFUSED",
        "42,ATTEMPT_NO_ACCESS",
        "43,ATTEMPT_NO_ACCESS",
        "44,ATTEMPT_NO_ACCESS",
        "45,ATTEMPT_PAYMENT_OR_ID",
        "46,ATTEMPT_ADDRESS",
        "47,ATTEMPT_ADDRESS",
        "48,REDIRECTED",
        "49,HELD",
        "52,REDIRECTED",
        "53,APPOINTMENT_SET",
        "54,ATTEMPT_NO_ACCESS",
        "55,EXCEPTION_OTHER",
        "56,REDIRECTED",
        "57,ATTEMPT_NO_ACCESS"
    })
    void problemCodeIsMappedAsDocumented(String code, String expected) {
        var body = capturedJson("cdek", "deliv_problem");
        attributes(body).put("code", code);

        var result = mapped(map("cdek", body));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PLANED_DELIVERY_DATE_CHANGED,ETA_CHANGED",
        "DELIVERY_MODE_CHANGED,REDIRECTED",
        "DELIVERY_SUM_CHANGED,INFO"
    })
    void modificationIsMappedAsDocumented(String type, String expected) {
        var body = capturedJson("cdek", "order_modified_with_number");
        attributes(body).put("modification_type", type);

        assertThat(factName(checkpoint(map("cdek", body)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"DOOR,APPOINTMENT_SET", "WAREHOUSE,REDIRECTED", "POSTAMAT,REDIRECTED"})
    void agreementIsMappedAsDocumented(String to, String expected) {
        var body = capturedJson("cdek", "deliv_agreement");
        attributes(body).put("type", to);

        assertThat(factName(checkpoint(map("cdek", body)))).isEqualTo(expected);
    }

    @Test
    void deletedStatusRetractsItsCheckpoint() {
        var told = status("ACCEPTED_IN_RECIPIENT_CITY", "");
        var deleted = told.deepCopy();
        attributes(deleted).put("deleted", true);

        var id = checkpoint(map("cdek", told)).id();
        var withdrawn = checkpoint(map("cdek", deleted));

        assertThat(withdrawn.fact()).isEqualTo(new Fact.Retraction(id));
        assertThat(withdrawn.id()).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURNED_TO_SENDER_CITY_WAREHOUSE",
                "RETURNED_TO_TRANSIT_WAREHOUSE",
                "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE"
            })
    void backOnAShelfIsNoReturn(String code) {
        assertThat(checkpoint(map("cdek", status(code, ""))).direction()).isEqualTo(Direction.FORWARD);
    }

    @Test
    void outdatedNumberOfACodeIsNotRead() {
        var body = status("TAKEN_BY_COURIER", "");
        var other = body.deepCopy();
        attributes(other).put("status_code", "1000");

        assertThat(checkpoint(map("cdek", other))).isEqualTo(checkpoint(map("cdek", body)));
    }

    @Test
    void trailingSpaceMakesNoOtherCodeAndNoOtherCheckpoint() {
        var spaced = capturedJson("cdek", "order_status_2020_trailing_space");
        var trimmed = spaced.deepCopy();
        attributes(trimmed).put("code", "RECEIVED_AT_SHIPMENT_WAREHOUSE");

        assertThat(checkpoint(map("cdek", spaced))).isEqualTo(checkpoint(map("cdek", trimmed)));
        assertThat(factName(checkpoint(map("cdek", spaced)))).isEqualTo("ACCEPTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"is_return", "is_reverse", "is_client_return"})
    void deliveredOnAReturnOrderIsBackAtTheSender(String flag) {
        var body = status("DELIVERED", "");
        attributes(body).put(flag, true);

        var checkpoint = checkpoint(map("cdek", body));

        assertThat(factName(checkpoint)).isEqualTo("RETURNED_TO_SENDER");
        assertThat(checkpoint.direction()).isEqualTo(Direction.RETURN);
    }

    @Test
    void problemHasTheTimeOfTheMessageAndASuspectZone() {
        var time =
                checkpoint(map("cdek", capturedJson("cdek", "deliv_problem"))).time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2024-12-18T07:49:33Z"));
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.SUSPECT);
    }

    @Test
    void plannedDateIsAnEstimateOnlyWhereItsTypeIsDate() {
        var body = capturedJson("cdek", "order_modified_with_number");
        var text = body.deepCopy();
        ((ObjectNode) text.at("/attributes/new_value")).put("type", "STRING");

        assertThat(event(map("cdek", body)).eta()).isNotNull();
        assertThat(event(map("cdek", text)).eta()).isNull();
    }

    @Test
    void agreedWindowIsTheRecipientsDayAndHours() {
        var eta = event(map("cdek", capturedJson("cdek", "deliv_agreement"))).eta();

        assertThat(eta)
                .isEqualTo(new Eta(
                        LocalDate.of(2024, 12, 13),
                        LocalDate.of(2024, 12, 13),
                        LocalTime.of(11, 0),
                        LocalTime.of(18, 0),
                        Eta.Source.COURIER,
                        Instant.parse("2024-12-06T11:32:31Z")));
    }

    @Test
    void recipientsCommentIsNotPublished() {
        assertThat(event(map("cdek", capturedJson("cdek", "deliv_agreement"))).toString())
                .doesNotContain("Доставка до двери");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print_form",
                "prealert_closed",
                "accompanying_waybill",
                "office_availability",
                "download_photo_legacy"
            })
    void papersAndOfficesAreIgnoredAndDropped(String name) {
        assertThat(map("cdek", capturedJson("cdek", name)))
                .isEqualTo(new MappingResult.Ignored("not-tracking", false, null));
    }

    @Test
    void modificationWithoutATrackingNumberIsKept() {
        var result = map("cdek", capturedJson("cdek", "order_modified"));

        assertThat(reason(result)).isEqualTo("order-modified-without-number");
        assertThat(((MappingResult.Ignored) result).keepRaw()).isTrue();
    }

    @Test
    void sameOrderHasManyCheckpointsThoughItsUuidIsOne() {
        var one = checkpoint(map("cdek", status("TAKEN_BY_COURIER", "")));
        var other = checkpoint(map("cdek", status("DELIVERED", "")));

        assertThat(one.id()).isNotEqualTo(other.id());
    }

    @Test
    void storageDeadlineIsAbsentWhereItIsNotSent() {
        assertThat(checkpoint(map("cdek", status("POSTOMAT_POSTED", "")))
                        .detailsOrNone()
                        .storageDeadline())
                .isNull();
    }

    private static ObjectNode status(String code, String reason) {
        var body = capturedJson("cdek", "order_status");
        attributes(body).put("code", code).put("status_reason_code", reason);
        return body;
    }

    private static ObjectNode attributes(ObjectNode body) {
        return (ObjectNode) body.get("attributes");
    }

    private static Stream<Arguments> orderCodes() {
        return ORDER_CODES.lines().map(line -> Arguments.of((Object[]) line.split(" +", -1)));
    }
}
