package dev.waymark.ingest.courier.mapping;

import static dev.waymark.ingest.courier.mapping.BundledMappings.capturedJson;
import static dev.waymark.ingest.courier.mapping.BundledMappings.checkpoint;
import static dev.waymark.ingest.courier.mapping.BundledMappings.event;
import static dev.waymark.ingest.courier.mapping.BundledMappings.factName;
import static dev.waymark.ingest.courier.mapping.BundledMappings.map;
import static dev.waymark.ingest.courier.mapping.BundledMappings.mapped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InPostMappingTest {

    /** The documentation's catalogue, versions 1 and 2. */
    private static final String EVENT_CODES = """
            CRE.1001-1002                         LABEL_CREATED
            FMD.1001 FMD.1007 FMD.1013            LABEL_CREATED
            FMD.1002-1006 FMD.1015                ACCEPTED
            FMD.1008-1012 FMD.1014 FMD.1016-1017  COLLECTION_FAILED
            FMD.9001                              EXCEPTION_OTHER
            FMD.9002                              HELD
            FUL.1001-1003 HAN.1001                LABEL_CREATED
            MMD.1001-1005 MMD.1007-1009           MOVING
            MMD.1006 MMD.9001                     HELD
            MMD.3001                              REDIRECTED
            CC.001                                CUSTOMS_STARTED
            CC.002                                CUSTOMS_CLEARED
            CC.003                                CUSTOMS_HELD
            LMD.1001 LMD.3007 LMD.9012            MOVING
            LMD.1002                              AT_DELIVERY_DEPOT
            LMD.1003-1006 LMD.9013                AWAITING_COLLECTION
            LMD.3001-3006 LMD.3012-3017           REDIRECTED
            LMD.3008-3011 LMD.9002                STORAGE_EXPIRED
            LMD.9001                              COLLECTION_REMINDER
            LMD.9003 LMD.9027                     HELD
            LMD.9004 LMD.9018                     ATTEMPT_OTHER
            LMD.9005                              EXCEPTION_OTHER
            LMD.9006                              ATTEMPT_REFUSED
            LMD.9007 LMD.9015                     ATTEMPT_ADDRESS
            LMD.9008 LMD.9017                     ATTEMPT_ABSENT
            LMD.9009 LMD.9029                     ATTEMPT_PAYMENT_OR_ID
            LMD.9010-9011 LMD.9016 LMD.9020-9025  ATTEMPT_NO_ACCESS
            LMD.9014 LMD.9019                     RETURN_STARTED
            LMD.9026 LMD.9028                     DELAYED
            LMD.9030                              DAMAGED
            EOL.1001 EOL.1005-1007                DELIVERED_TO_RECIPIENT
            EOL.1002                              COLLECTED
            EOL.1003 EOL.1008                     LEFT_SAFE_PLACE
            EOL.1004                              LEFT_WITH_NEIGHBOUR
            EOL.9001                              LOST
            EOL.9002                              DAMAGED
            EOL.9003 EOL.9006                     DISPOSED
            EOL.9004-9005                         CANCELLED
            RTS.1001                              RETURN_MOVING
            RTS.1002                              RETURNED_TO_SENDER
            INF.1001 INF.9010 INF.9013            INFO
            INF.9001-9009 INF.9016-9017           DELAYED
            INF.9012 INF.9014                     APPOINTMENT_SET
            """;

    /** The names that ShipX lists. */
    private static final String SHIPX_STATUSES = """
            created offers_prepared offer_selected confirmed                            LABEL_CREATED
            dispatched_by_sender dispatched_by_sender_to_pok collected_from_sender      ACCEPTED
            taken_by_courier taken_by_courier_from_pok                                  ACCEPTED
            adopted_at_source_branch adopted_at_sorting_center                          ARRIVED
            sent_from_source_branch sent_from_sorting_center                            DEPARTED
            adopted_at_target_branch                                                    AT_DELIVERY_DEPOT
            out_for_delivery out_for_delivery_to_address                                OUT_FOR_DELIVERY
            stack_in_box_machine unstack_from_box_machine                               MOVING
            stack_in_customer_service_point unstack_from_customer_service_point         MOVING
            ready_to_pickup ready_to_pickup_from_branch ready_to_pickup_from_pok        AWAITING_COLLECTION
            ready_to_pickup_from_pok_registered courier_avizo_in_customer_service_point AWAITING_COLLECTION
            pickup_reminder_sent                                                        COLLECTION_REMINDER
            pickup_reminder_sent_address                                                ATTEMPT_ABSENT
            pickup_time_expired stack_parcel_pickup_time_expired                        STORAGE_EXPIRED
            stack_parcel_in_box_machine_pickup_time_expired                             STORAGE_EXPIRED
            redirect_to_box canceled_redirect_to_box readdressed                        REDIRECTED
            delay_in_delivery                                                           DELAYED
            oversized                                                                   HELD
            claimed                                                                     EXCEPTION_OTHER
            missing                                                                     LOST
            avizo undelivered                                                           ATTEMPT_OTHER
            rejected_by_receiver                                                        ATTEMPT_REFUSED
            undelivered_wrong_address undelivered_incomplete_address                    ATTEMPT_ADDRESS
            undelivered_not_live_address                                                ATTEMPT_ADDRESS
            undelivered_unknown_receiver                                                ATTEMPT_ABSENT
            undelivered_cod_cash_receiver                                               ATTEMPT_PAYMENT_OR_ID
            undelivered_no_mailbox undelivered_lack_of_access_letterbox                 ATTEMPT_NO_ACCESS
            taken_by_courier_from_customer_service_point                                RETURN_STARTED
            delivered                                                                   DELIVERED_TO_RECIPIENT
            returned_to_sender return_pickup_confirmation_to_sender                     RETURNED_TO_SENDER
            canceled                                                                    CANCELLED
            other                                                                       INFO
            """;

    @ParameterizedTest
    @MethodSource("eventCodes")
    void eventCodeIsMappedAsInTheCatalogue(String code, String expected) {
        var result = mapped(coded(code));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipXStatuses")
    void shipXStatusIsMappedAsDocumented(String status, String expected) {
        var body = capturedJson("inpost", "shipx_shipment_status_changed_delivered");
        body.withObject("/payload").put("status", status);

        var result = mapped(map("inpost", body));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CRE.1999,LABEL_CREATED",
        "FMD.1999,ACCEPTED",
        "FMD.9999,EXCEPTION_OTHER",
        "FUL.1999,LABEL_CREATED",
        "HAN.1999,LABEL_CREATED",
        "MMD.1999,MOVING",
        "MMD.9999,EXCEPTION_OTHER",
        "CC.099,CUSTOMS_STARTED",
        "LMD.1999,MOVING",
        "LMD.9999,EXCEPTION_OTHER",
        "EOL.1999,DELIVERED_TO_RECIPIENT",
        "EOL.9999,EXCEPTION_OTHER",
        "RTS.1999,RETURN_MOVING",
        "INF.9999,INFO"
    })
    void newCodeFallsBackOnItsGroup(String code, String expected) {
        assertThat(factName(checkpoint(coded(code)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRN.1001", "LMD1001", "XLMD.1001", "lmd.1001"})
    void codeWithoutAGroupIsUnmappedAndReported(String code) {
        var result = mapped(coded(code));

        assertThat(factName(checkpoint(result))).isEqualTo("UNMAPPED");
        assertThat(result.unmappedCodes()).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"LMD.9026,STRIKE", "LMD.9028,EXTERNAL", "INF.9005,EXTERNAL", "LMD.9027,SECURITY", "MMD.1006,SECURITY"})
    void codeGivesTheCause(String code, DelayReason expected) {
        assertThat(checkpoint(coded(code)).detailsOrNone().cause()).isEqualTo(expected);
    }

    @Test
    void trailingZIsSuspectForItIsLocalTime() {
        var time = checkpoint(map("inpost", capturedJson("inpost", "tracking_event_mmd_1001_signed_body")))
                .time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2024-11-25T16:51:40.111968200Z"));
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.SUSPECT);
    }

    @Test
    void sameEventIdIsTheSameCheckpointWhateverTheRest() {
        var told = capturedJson("inpost", "delivered_to_a_locker");
        var again = told.deepCopy().put("timestamp", "2026-11-22T08:15:03Z");
        var other = told.deepCopy().put("eventId", "2b0d4c59-61b1-4a5e-9d1b-1f6f5a3a3c10#LMD.1003");

        var id = checkpoint(map("inpost", told)).id();

        assertThat(checkpoint(map("inpost", again)).id()).isEqualTo(id);
        assertThat(checkpoint(map("inpost", other)).id()).isNotEqualTo(id);
    }

    @Test
    void withoutAnEventIdCodeAndTimeAreTheIdentity() {
        var body = capturedJson("inpost", "delivered_to_a_locker");
        body.remove("eventId");
        var later = body.deepCopy().put("timestamp", "2026-11-22T09:15:03Z");

        assertThat(checkpoint(map("inpost", body)).id())
                .isEqualTo(checkpoint(map("inpost", body)).id())
                .isNotEqualTo(checkpoint(map("inpost", later)).id());
    }

    @Test
    void returnIsLinkedToItsNewNumber() {
        var details = checkpoint(map("inpost", capturedJson("inpost", "going_back_under_a_new_number")))
                .detailsOrNone();

        assertThat(details.legTrackingNumber()).isEqualTo(new TrackingNumber("520107015145404000176001"));
        assertThat(details.returnReason()).isEqualTo(ReturnReason.UNCLAIMED);
        assertThat(checkpoint(map("inpost", capturedJson("inpost", "shipx_shipment_status_changed_returned")))
                        .detailsOrNone()
                        .legTrackingNumber())
                .isEqualTo(new TrackingNumber("520107015145404000176003"));
    }

    @Test
    void deliveredReturnShipmentIsBackAtTheSender() {
        var checkpoint = checkpoint(map("inpost", capturedJson("inpost", "return_shipment_delivered")));

        assertThat(factName(checkpoint)).isEqualTo("RETURNED_TO_SENDER");
        assertThat(checkpoint.direction()).isEqualTo(Direction.RETURN);
    }

    @Test
    void noNameOrAddressIsPublished() {
        var event = event(map("inpost", capturedJson("inpost", "left_with_a_neighbour")));

        assertThat(event.toString()).doesNotContain("Anna", "Nowak", "Kowalski", "Krucza", "00-525", "third floor");
    }

    @Test
    void shipXTimeHasSpacesAndNoColonInItsOffset() {
        var time = checkpoint(map("inpost", capturedJson("inpost", "shipx_shipment_confirmed")))
                .time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2020-03-20T14:08:06Z"));
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.EXPLICIT);
    }

    @Test
    void shipXSentAgainIsOneCheckpointAndTheNextStatusAnother() {
        var body = capturedJson("inpost", "shipx_shipment_status_changed_delivered");
        var next = body.deepCopy();
        next.withObject("/payload").put("status", "returned_to_sender");

        assertThat(checkpoint(map("inpost", body)).id())
                .isEqualTo(checkpoint(map("inpost", body)).id())
                .isNotEqualTo(checkpoint(map("inpost", next)).id());
    }

    private static MappingResult coded(String code) {
        return map(
                "inpost",
                capturedJson("inpost", "tracking_event_mmd_1001_signed_body").put("eventCode", code));
    }

    private static Stream<Arguments> eventCodes() {
        return rows(EVENT_CODES).flatMap(row -> codes(row[0]).map(code -> Arguments.of(code, row[1])));
    }

    private static Stream<Arguments> shipXStatuses() {
        return rows(SHIPX_STATUSES).map(row -> Arguments.of((Object[]) row));
    }

    /** Each value of a line with the last word on it. */
    private static Stream<String[]> rows(String table) {
        return table.lines().flatMap(line -> {
            var words = line.split(" +", -1);
            return Arrays.stream(words, 0, words.length - 1).map(word -> new String[] {word, words[words.length - 1]});
        });
    }

    private static Stream<String> codes(String range) {
        if (!range.contains("-")) {
            return Stream.of(range);
        }
        var group = range.substring(0, range.indexOf('.') + 1);
        var ends = range.substring(group.length()).split("-", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]))
                .mapToObj(number -> group + number);
    }
}
