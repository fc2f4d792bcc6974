package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FedexMappingTest {

    private static final String DELIVERED = BundledMappings.captured("fedex", "track_results_delivered");
    private static final String USED_TWICE =
            BundledMappings.captured("fedex", "complete_track_results_of_a_number_used_twice");

    private static final String SCAN = """
            {"trackResults":[{"trackingNumberInfo":{"trackingNumber":"700000000062"},"scanEvents":[
              {"date":"%s","eventType":"%s","exceptionCode":"%s","derivedStatusCode":"IT","scanLocation":{"city":"X"}}]}]}""";

    private static final String WITHOUT_ITS_LAST_SCAN = DELIVERED.replaceFirst(
            "(?s)\\{\\s*\"date\": \"2024-08-20T12:41:57-04:00\".*?\\},\\s*(?=\\{\\s*\"date\")", "");

    @Test
    void bothWrappingsHoldTheSameCheckpoints() {
        var results =
                JsonMapper.shared().readTree(DELIVERED).at("/trackResults").toString();
        var complete =
                "{\"output\":{\"completeTrackResults\":[{\"trackingNumber\":\"700000000024\",\"trackResults\":%s}]}}"
                        .formatted(results);

        assertThat(BundledMappings.event("fedex", complete).checkpoints())
                .isEqualTo(BundledMappings.event("fedex", DELIVERED).checkpoints());
    }

    @Test
    void allResultsOfANumberUsedTwiceAreMapped() {
        assertThat(BundledMappings.factNames(BundledMappings.event("fedex", USED_TWICE)))
                .hasSize(18)
                .contains("DELAYED", "AWAITING_COLLECTION", "ATTEMPT_ABSENT", "DELIVERED_TO_RECIPIENT");
    }

    @Test
    void deliveryOfWhichThereIsNoScanYetIsACheckpoint() {
        var delivered = BundledMappings.event("fedex", WITHOUT_ITS_LAST_SCAN).checkpoints();

        assertThat(delivered).last().extracting(BundledMappings::factName).isEqualTo("DELIVERED_TO_RECIPIENT");
        assertThat(delivered)
                .hasSameSizeAs(BundledMappings.event("fedex", DELIVERED).checkpoints());
    }

    @Test
    void resultSentAgainWithOneMoreScanAddsOneCheckpoint() {
        var before = WITHOUT_ITS_LAST_SCAN.replace("ACTUAL_DELIVERY", "ESTIMATED_DELIVERY");

        var then = BundledMappings.event("fedex", before).checkpoints();
        var now = BundledMappings.event("fedex", DELIVERED).checkpoints();

        assertThat(now).hasSize(then.size() + 1).containsAll(then);
    }

    @ParameterizedTest
    @CsvSource({
        "OC,,LABEL_CREATED",
        "OX,,LABEL_CREATED",
        "MD,,LABEL_CREATED",
        "EP,,LABEL_CREATED",
        "PU,,ACCEPTED",
        "PX,,ACCEPTED",
        "AP,,ACCEPTED",
        "OF,,ACCEPTED",
        "IT,,MOVING",
        "IX,,MOVING",
        "LO,,MOVING",
        "PM,,MOVING",
        "TR,,MOVING",
        "Ow,,MOVING",
        "OW,,UNMAPPED",
        "DP,,DEPARTED",
        "EA,,DEPARTED",
        "EO,,DEPARTED",
        "PF,,DEPARTED",
        "AR,,ARRIVED",
        "AA,,ARRIVED",
        "AC,,ARRIVED",
        "AX,,ARRIVED",
        "PL,,ARRIVED",
        "SF,,ARRIVED",
        "AF,,ARRIVED",
        "FD,,AT_DELIVERY_DEPOT",
        "OD,,OUT_FOR_DELIVERY",
        "ED,,OUT_FOR_DELIVERY",
        "AD,,OUT_FOR_DELIVERY",
        "HL,,AWAITING_COLLECTION",
        "HP,,AWAITING_COLLECTION",
        "HA,,REDIRECTED",
        "DE,,ATTEMPT_OTHER",
        "DE,08,ATTEMPT_ABSENT",
        "DE,A47,REDIRECTED",
        "DE,A12,ATTEMPT_OTHER",
        "SE,A99,EXCEPTION_OTHER",
        "CD,,CUSTOMS_HELD",
        "CC,,CUSTOMS_CLEARED",
        "DY,A52,DELAYED",
        "DD,,DELAYED",
        "PY,,DELAYED",
        "RT,,RETURN_STARTED",
        "RS,,RETURN_MOVING",
        "CA,,CANCELLED",
        "RD,,CANCELLED",
        "DL,,DELIVERED_TO_RECIPIENT",
        "AO,,INFO",
        "AE,,INFO",
        "QZ,,UNMAPPED"
    })
    void codesAreMappedAsFedexDocuments(String code, String exception, String expected) {
        var body = SCAN.formatted("2024-08-20T12:41:57-04:00", code, exception == null ? "" : exception);

        assertThat(BundledMappings.factNames(BundledMappings.event("fedex", body)))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-08-15T00:00:00-06:00,DATE_ONLY,2024-08-15T06:00:00Z",
        "2024-08-15T00:00:00,DATE_ONLY,2024-08-15T05:00:00Z",
        "2024-08-15,DATE_ONLY,2024-08-15T05:00:00Z",
        "2024-08-15T10:36:00-05:00,EXPLICIT,2024-08-15T15:36:00Z",
        "2024-08-15T10:36:00,ASSUMED,2024-08-15T15:36:00Z"
    })
    void midnightIsADateWhateverItsZone(String printed, ZoneQuality quality, String instant) {
        var time = BundledMappings.checkpoint("fedex", SCAN.formatted(printed, "PU", ""))
                .time();

        assertThat(time.zoneQuality()).isEqualTo(quality);
        assertThat(time.occurredAt()).hasToString(instant);
        assertThat(time.occurredLocal()).isEqualTo(printed);
    }

    @Test
    void plansAreNoCheckpoints() {
        assertThat(BundledMappings.factNames(BundledMappings.event(
                        "fedex", BundledMappings.captured("fedex", "track_results_without_scans"))))
                .containsExactly("DELIVERED_TO_RECIPIENT", "ACCEPTED");
    }

    @Test
    void actualTimesBesideScansAddNoCheckpoint() {
        assertThat(DELIVERED).contains("ACTUAL_DELIVERY");
        assertThat(BundledMappings.factNames(BundledMappings.event("fedex", DELIVERED)))
                .containsOnlyOnce("DELIVERED_TO_RECIPIENT");
    }

    @Test
    void windowWithAndWithoutAnOffsetIsDays() {
        var eta = BundledMappings.event(
                        "fedex", BundledMappings.captured("fedex", "complete_track_results_every_field"))
                .eta();

        assertThat(eta.from()).isEqualTo(LocalDate.parse("2021-10-01"));
        assertThat(eta.until()).isEqualTo(LocalDate.parse("2021-10-15"));
    }

    @Test
    void namesAndAddressesStayInTheRawWebhook() {
        var everything = BundledMappings.captured("fedex", "complete_track_results_every_field");
        var event = BundledMappings.event("fedex", everything);

        assertThat(everything).contains("Jordan Sample", "Riley Sample", "1043 North Easy Street", "1234567890");
        assertThat(event.proofOfDelivery().type()).isEqualTo(ProofOfDelivery.Type.SIGNATURE);
        assertThat(event.toString()).doesNotContain("Sample", "Easy Street", "1234567890");
        assertThat(BundledMappings.event("fedex", USED_TWICE).toString()).doesNotContain("BLACKSTONE", "SAMPLE");
    }

    @Test
    void unknownNumberIsIgnored() {
        assertThat(BundledMappings.map("fedex", BundledMappings.captured("fedex", "no_data_for_the_number")))
                .isInstanceOf(MappingResult.Ignored.class);
    }

    @Test
    void unknownMessageIsUnmappable() {
        assertThat(BundledMappings.map("fedex", BundledMappings.captured("fedex", "message_of_tomorrow")))
                .isInstanceOf(MappingResult.Unmappable.class);
    }
}
