package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AfterShipMappingTest {

    private static final String WITHOUT_SCANS = BundledMappings.captured("aftership", "tracking_update_signed_body");
    private static final String RETURNED =
            BundledMappings.captured("aftership", "tracking_update_exception_returned_camelcase_naive_times");
    private static final String SIGNED_FOR =
            BundledMappings.captured("aftership", "tracking_update_delivered_and_signed");

    private static final String SCAN = """
            {"event":"tracking_update","event_id":"1","msg":{"tracking_number":"770000000105","slug":"usps","checkpoints":[
              {"checkpoint_time":"2026-11-20T10:10:00+01:00","message":"m","slug":"usps","tag":"%s","subtag":"%s"}]},
             "ts":1795171208}""";

    @ParameterizedTest
    @ValueSource(strings = {"\"checkpoints\":[]", "\"checkpoints\":null", "\"number\":1"})
    void shipmentWithoutScansHasTheStatusOfItsTag(String scans) {
        var delivered = BundledMappings.checkpoint("aftership", WITHOUT_SCANS.replace("\"checkpoints\":[]", scans));

        assertThat(BundledMappings.factName(delivered)).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(delivered.time())
                .isEqualTo(new CheckpointTime(
                        Instant.parse("2021-08-24T10:40:08Z"), "2021-08-24T10:40:08+00:00", ZoneQuality.EXPLICIT));
    }

    @Test
    void tagSentAgainAfterAnotherUpdateIsTheSameCheckpoint() {
        var again = WITHOUT_SCANS
                .replace("2021-08-24T10:40:08", "2021-08-25T11:41:09")
                .replace("1629801608", "1629891669");

        assertThat(again).isNotEqualTo(WITHOUT_SCANS);
        assertThat(BundledMappings.checkpoint("aftership", again).id())
                .isEqualTo(
                        BundledMappings.checkpoint("aftership", WITHOUT_SCANS).id());
    }

    @Test
    void deprecatedTimeOfTheLastUpdateIsNotNeeded() {
        var without = WITHOUT_SCANS
                .replace("\"last_updated_at\"", "\"before_2025_01\"")
                .replace("\"updated_at\"", "\"before\"");

        assertThat(BundledMappings.checkpoint("aftership", without).time().occurredAt())
                .isEqualTo(Instant.ofEpochSecond(1629801608));
    }

    @Test
    void scansTakePrecedenceOverTheTag() {
        assertThat(BundledMappings.factNames(BundledMappings.event("aftership", SIGNED_FOR)))
                .containsExactly("LABEL_CREATED", "ACCEPTED", "ARRIVED", "DELIVERED_TO_RECIPIENT");
    }

    @Test
    void returnInTheHeaderOnlyIsTheLastCheckpoint() {
        var back = last(RETURNED);

        assertThat(BundledMappings.factName(back)).isEqualTo("RETURNED_TO_SENDER");
        assertThat(back.direction()).isEqualTo(Direction.RETURN);
        assertThat(back.rawStatus().code()).isEqualTo("Exception/Exception_007/true");
        assertThat(back.rawStatus().text()).isEqualTo("Returned to sender");
    }

    @Test
    void returnFlagDoesNotChangeEarlierScans() {
        assertThat(BundledMappings.event("aftership", RETURNED).checkpoints())
                .filteredOn(checkpoint -> checkpoint.direction() == Direction.FORWARD)
                .hasSize(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"returnToSender\": true | \"returnToSender\": false",
                "\"subtagMessage\": \"Returned to sender\" | \"subtagMessage\": \"Incorrect address\"",
                "\"subtag\": \"Exception_007\" | \"subtag\": \"Exception_001\""
            })
    void oneOfThreeReturnFlagsIsNotEnough(String sign, String other) {
        var body = RETURNED.replace(sign, other);

        assertThat(body).isNotEqualTo(RETURNED);
        assertThat(BundledMappings.factNames(BundledMappings.event("aftership", body)))
                .hasSize(10)
                .doesNotContain("RETURNED_TO_SENDER", "ADDRESS_PROBLEM");
    }

    @ParameterizedTest
    @CsvSource({
        "true,Returned to sender,RETURNED_TO_SENDER",
        "false,Returned to sender,ADDRESS_PROBLEM",
        "true,Incorrect address,ADDRESS_PROBLEM"
    })
    void incorrectAddressIsAReturnOnlyIfTextAndFlagSaySo(String flag, String text, String expected) {
        var body = WITHOUT_SCANS
                .replace("\"return_to_sender\":false", "\"return_to_sender\":" + flag)
                .replace("\"subtag\":\"Delivered_001\"", "\"subtag\":\"Exception_007\"")
                .replace("\"subtag_message\":\"Delivered\"", "\"subtag_message\":\"" + text + "\"");

        assertThat(BundledMappings.factNames(BundledMappings.event("aftership", body)))
                .containsExactly(expected);
    }

    @Test
    void timeWithoutAZoneIsAssumed() {
        assertThat(BundledMappings.event("aftership", RETURNED)
                        .checkpoints()
                        .get(0)
                        .time())
                .isEqualTo(new CheckpointTime(
                        Instant.parse("2021-08-19T20:30:00Z"), "2021-08-19T20:30:00", ZoneQuality.ASSUMED));
    }

    @Test
    void timeWithAnOffsetIsExplicit() {
        assertThat(BundledMappings.event("aftership", SIGNED_FOR)
                        .checkpoints()
                        .get(0)
                        .time())
                .isEqualTo(new CheckpointTime(
                        Instant.parse("2026-11-17T06:21:39Z"), "2026-11-17T01:21:39-05:00", ZoneQuality.EXPLICIT));
    }

    @Test
    void sameScanInEitherSpellingIsOneCheckpoint() {
        var asAfterShipWrites = RETURNED.replace("trackingNumber", "tracking_number")
                .replace("checkpointTime", "checkpoint_time")
                .replace("subtagMessage", "subtag_message")
                .replace("returnToSender", "return_to_sender");

        assertThat(BundledMappings.ids(BundledMappings.event("aftership", asAfterShipWrites)))
                .isEqualTo(BundledMappings.ids(BundledMappings.event("aftership", RETURNED)));
    }

    @Test
    void renamedPostalCodeKeepsTheCheckpointId() {
        var asOf2026 = SIGNED_FOR.replace("\"zip\": null", "\"postal_code\": \"10115\"");

        assertThat(asOf2026).isNotEqualTo(SIGNED_FOR);
        assertThat(BundledMappings.ids(BundledMappings.event("aftership", asOf2026)))
                .isEqualTo(BundledMappings.ids(BundledMappings.event("aftership", SIGNED_FOR)));
    }

    @Test
    void firstTagFlagChangesNoCheckpoint() {
        var first = SIGNED_FOR.replace("\"is_tracking_first_tag\": false", "\"is_tracking_first_tag\": true");

        assertThat(first).isNotEqualTo(SIGNED_FOR);
        assertThat(BundledMappings.event("aftership", first).checkpoints())
                .isEqualTo(BundledMappings.event("aftership", SIGNED_FOR).checkpoints());
    }

    @Test
    void etaRevisedTwiceIsTwoNoticesAndSentTwiceIsOne() {
        var revised = BundledMappings.captured("aftership", "doc_shaped_edd_revise");
        var again = revised.replace("0a5f8c6f", "0a5f8c70");

        var first = BundledMappings.event("aftership", revised);

        assertThat(BundledMappings.factNames(first)).containsExactly("ETA_CHANGED");
        assertThat(first.eta().from()).hasToString("2026-10-02");
        assertThat(BundledMappings.ids(first))
                .isEqualTo(BundledMappings.ids(BundledMappings.event("aftership", revised)));
        assertThat(BundledMappings.ids(first))
                .isNotEqualTo(BundledMappings.ids(BundledMappings.event("aftership", again)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"doc_shaped_tracking_pending_time", "edd_revise_withdrawn"})
    void messageWithoutAScanIsKeptRaw(String name) {
        assertThat(BundledMappings.map("aftership", BundledMappings.captured("aftership", name)))
                .isEqualTo(new MappingResult.Ignored("no-scan", true, null));
    }

    @Test
    void noNameIsPublished() {
        var event = BundledMappings.event("aftership", SIGNED_FOR);

        assertThat(event.proofOfDelivery()).isEqualTo(new ProofOfDelivery(ProofOfDelivery.Type.SIGNATURE, null));
        assertThat(event.toString()).doesNotContainIgnoringCase("mustermann").doesNotContain("erika", "+49");
    }

    @Test
    void deliveryWithASignatureHasAProofWithoutAName() {
        var unnamed = SIGNED_FOR.replace("\"signed_by\": \"E.MUSTERMANN\"", "\"signed_by\": null");

        assertThat(unnamed).isNotEqualTo(SIGNED_FOR);
        assertThat(BundledMappings.event("aftership", unnamed).proofOfDelivery())
                .isEqualTo(new ProofOfDelivery(ProofOfDelivery.Type.SIGNATURE, null));
    }

    @ParameterizedTest
    @CsvSource({
        "Pending,001,LABEL_CREATED",
        "InfoReceived,001,LABEL_CREATED",
        "InTransit,001,MOVING",
        "InTransit,002,ACCEPTED",
        "InTransit,003,ARRIVED",
        "InTransit,004,ARRIVED",
        "InTransit,005,CUSTOMS_CLEARED",
        "InTransit,006,CUSTOMS_STARTED",
        "InTransit,007,DEPARTED",
        "InTransit,008,MOVING",
        "InTransit,009,REDIRECTED",
        "OutForDelivery,001,OUT_FOR_DELIVERY",
        "OutForDelivery,003,APPOINTMENT_SET",
        "OutForDelivery,004,APPOINTMENT_SET",
        "AttemptFail,001,ATTEMPT_OTHER",
        "AttemptFail,002,ATTEMPT_ABSENT",
        "AttemptFail,003,ATTEMPT_ABSENT",
        "AvailableForPickup,001,AWAITING_COLLECTION",
        "Delivered,001,DELIVERED_TO_RECIPIENT",
        "Delivered,002,COLLECTED",
        "Delivered,003,DELIVERED_TO_RECIPIENT",
        "Delivered,004,DELIVERED_TO_RECIPIENT",
        "Delivered,005,LEFT_WITH_NEIGHBOUR",
        "Exception,001,EXCEPTION_OTHER",
        "Exception,002,ATTEMPT_ADDRESS",
        "Exception,003,ATTEMPT_REFUSED",
        "Exception,004,CUSTOMS_HELD",
        "Exception,005,DELAYED",
        "Exception,006,HELD",
        "Exception,007,ADDRESS_PROBLEM",
        "Exception,008,STORAGE_EXPIRED",
        "Exception,009,HELD",
        "Exception,010,RETURN_STARTED",
        "Exception,011,RETURNED_TO_SENDER",
        "Exception,012,DAMAGED",
        "Exception,013,LOST",
        "Exception,016,DELAYED",
        "Exception,017,DELAYED",
        "Exception,018,HELD",
        "Expired,001,TRACKING_ENDED",
        "InTransit,042,MOVING",
        "OutForDelivery,042,OUT_FOR_DELIVERY",
        "AttemptFail,042,ATTEMPT_OTHER",
        "AvailableForPickup,042,AWAITING_COLLECTION",
        "Delivered,042,DELIVERED_TO_RECIPIENT",
        "Exception,042,EXCEPTION_OTHER",
        "Teleported,001,UNMAPPED"
    })
    void subtagDecidesAndTheTagReplacesAnUnknownOne(String tag, String subtag, String expected) {
        var scan = BundledMappings.checkpoint("aftership", SCAN.formatted(tag, tag + "_" + subtag));

        assertThat(BundledMappings.factName(scan)).isEqualTo(expected);
    }

    private static Checkpoint last(String body) {
        var checkpoints = BundledMappings.event("aftership", body).checkpoints();
        return checkpoints.get(checkpoints.size() - 1);
    }
}
