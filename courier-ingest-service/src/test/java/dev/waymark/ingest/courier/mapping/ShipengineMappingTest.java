package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShipengineMappingTest {

    private static final String LONG = BundledMappings.captured("shipengine", "v2_usps_out_for_delivery_25_scans");
    private static final String SIGNED = BundledMappings.captured("shipengine", "v2_ups_out_for_delivery_and_signed");

    private static final String SCAN = """
            {"resource_type":"TRACK_EVENT_V2","resource_url":"u","data":{"tracking_number":"T1","carrier_code":"%s",
              "events":[{"occurred_at":"%s","carrier_occurred_at":"%s","country_code":"%s","event_code":"%s",
              "carrier_detail_code":"%s","status_code":"%s","status_detail_code":"%s","description":"%s"}]}}""";

    @Test
    void wholeHistoryIsMapped() {
        assertThat(BundledMappings.event("shipengine", LONG).checkpoints()).hasSize(25);
    }

    @Test
    void scansOutOfOrderKeepTheirTimes() {
        var times = BundledMappings.event("shipengine", LONG).checkpoints().stream()
                .map(checkpoint -> checkpoint.time().occurredAt())
                .toList();

        assertThat(times.indexOf(Instant.parse("2026-08-31T06:39:00Z")))
                .isLessThan(times.indexOf(Instant.parse("2026-08-31T07:00:00Z")));
    }

    @Test
    void onTimeIsNoDelayAndArrivalNoDepartureWhateverTheLabel() {
        var event = BundledMappings.event("shipengine", LONG);

        assertThat(saidOf(event, "NT")).isEqualTo("MOVING");
        assertThat(saidOf(event, "U1")).isEqualTo("ARRIVED");
        assertThat(event.checkpoints())
                .filteredOn(checkpoint -> "TL".equals(checkpoint.rawStatus().code()))
                .hasSize(6)
                .allSatisfy(checkpoint ->
                        assertThat(BundledMappings.factName(checkpoint)).isEqualTo("MOVING"));
        assertThat(BundledMappings.mapped("shipengine", LONG).unmappedCodes()).isEmpty();
    }

    @Test
    void labelIsCreatedThoughTheTopSaysAccepted() {
        var usps = BundledMappings.captured("shipengine", "v2_usps_pre_transit");
        var ups = BundledMappings.captured("shipengine", "v2_ups_pre_transit");

        assertThat(ups).contains("\"status_description\": \"Accepted\"");
        assertThat(BundledMappings.factNames(BundledMappings.event("shipengine", ups)))
                .containsExactly("LABEL_CREATED");
        assertThat(BundledMappings.factNames(BundledMappings.event("shipengine", usps)))
                .containsExactly("LABEL_CREATED");
    }

    @Test
    void deliveryDateBeforeTheDeliveryIsNotRead() {
        var event = BundledMappings.event("shipengine", BundledMappings.captured("shipengine", "v2_fedex_delivered"));

        assertThat(event.checkpoints().get(0).time().occurredAt()).isEqualTo(Instant.parse("2026-08-28T19:24:32Z"));
        assertThat(event.toString()).doesNotContain("05:24:32");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-03T14:42:00Z,2026-09-03T08:42:00Z,US,EXPLICIT",
        "2026-09-03T14:42:00Z,2026-09-03T08:42:00Z,,EXPLICIT",
        "2026-09-03T14:42:00Z,2026-09-03T08:42:00,US,EXPLICIT",
        "2026-09-03T14:42:00Z,2026-09-03T07:42:00-07:00,US,EXPLICIT",
        "2026-09-03T14:42:00Z,2026-09-03T14:42:00Z,US,SUSPECT",
        "2026-09-03T14:42:00Z,2026-09-03T15:42:00Z,GB,EXPLICIT",
        "2026-09-03T14:42:00Z,yesterday,US,SUSPECT",
        "2026-09-03T14:42:00Z,'',US,EXPLICIT",
        "2026-09-03T14:42:00,2026-09-03T08:42:00,US,EXPLICIT",
        "2026-09-03T14:42:00,'',US,ASSUMED"
    })
    void fourTimeFormatsAreDistinguished(String at, String local, String country, ZoneQuality expected) {
        var time = BundledMappings.checkpoint(
                        "shipengine",
                        SCAN.formatted(
                                "ups", at, local, country == null ? "" : country, "I", "", "IT", "IN_TRANSIT", "x"))
                .time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-09-03T14:42:00Z"));
        assertThat(time.zoneQuality()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "x,NY,,,,LABEL_CREATED",
        "x,AC,,,,ACCEPTED",
        "x,AC,ELEC_ADVICE_RECD_BY_CARRIER,,,LABEL_CREATED",
        "x,AC,SHIPMENT_CREATED,,,LABEL_CREATED",
        "x,IT,,,,MOVING",
        "x,AT,,,,ATTEMPT_OTHER",
        "x,EX,,,,EXCEPTION_OTHER",
        "x,DE,,,,DELIVERED_TO_RECIPIENT",
        "x,SP,,,,COLLECTED",
        "x,IT,OUT_FOR_DELIVERY,,,OUT_FOR_DELIVERY",
        "x,IT,HUB_SCAN_IN,,,ARRIVED",
        "x,IT,HUB_SCAN_OUT,,,DEPARTED",
        "x,IT,IN_TRANSIT,,,MOVING",
        "x,IT,RECEIVED_LOCAL_DELIVERY_DEPOT,,,AT_DELIVERY_DEPOT",
        "x,IT,RECEIVED_BY_CARRIER,,,ACCEPTED",
        "x,AC,PICKED_UP,,,ACCEPTED",
        "x,EX,CARRIER_DELAYS,,,DELAYED",
        "x,IT,INFORMATION,,,INFO",
        "x,DE,DELIVERED,,,DELIVERED_TO_RECIPIENT",
        "x,UN,CARRIER_STATUS_NOT_MAPPED,,,UNMAPPED",
        "fedex,DE,DELIVERED,DE,,DELIVERED_TO_RECIPIENT",
        "fedex,EX,,DE,,EXCEPTION_OTHER",
        "ups,IT,,I,OT,OUT_FOR_DELIVERY",
        "fedex,IT,,I,OT,MOVING",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,OF,,OUT_FOR_DELIVERY",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,01,,DELIVERED_TO_RECIPIENT",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,07,,AT_DELIVERY_DEPOT",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,T1,,DEPARTED",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,A1,,ARRIVED",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,OA,,ACCEPTED",
        "stamps_com,UN,CARRIER_STATUS_NOT_MAPPED,GX,,LABEL_CREATED",
        "fedex,UN,CARRIER_STATUS_NOT_MAPPED,OF,,UNMAPPED"
    })
    void codesOfACourierCountForThatCourierOnly(
            String carrier, String status, String detail, String event, String carrierDetail, String expected) {
        var body = SCAN.formatted(
                carrier,
                "2026-09-03T14:42:00Z",
                "",
                "US",
                event == null ? "" : event,
                carrierDetail == null ? "" : carrierDetail,
                status,
                detail == null ? "" : detail,
                "x");

        assertThat(BundledMappings.factNames(BundledMappings.event("shipengine", body)))
                .containsExactly(expected);
    }

    @Test
    void eventsOf2019HaveATextAndNothingElse() {
        var event = BundledMappings.event(
                "shipengine", BundledMappings.captured("shipengine", "v1_api_track_2019_usps_delivered"));

        assertThat(BundledMappings.factNames(event)).containsExactly("COLLECTED");
        assertThat(event.checkpoints().get(0).rawStatus().code()).isNull();
        assertThat(event.checkpoints().get(0).time().zoneQuality()).isEqualTo(ZoneQuality.SUSPECT);
    }

    @Test
    void emptyTextAndNullAreBothAbsent() {
        var ups =
                BundledMappings.checkpoint("shipengine", BundledMappings.captured("shipengine", "v2_ups_pre_transit"));
        var fedex = BundledMappings.event("shipengine", BundledMappings.captured("shipengine", "v2_fedex_delivered"));

        assertThat(ups.place().city()).isNull();
        assertThat(fedex.proofOfDelivery()).isNull();
    }

    @Test
    void signerAndCompanyAreNotPublished() {
        var event = BundledMappings.event("shipengine", SIGNED);

        assertThat(SIGNED).contains("J. SAMPLE", "SAMPLE WIDGETS INC");
        assertThat(event.proofOfDelivery()).isNotNull();
        assertThat(event.toString()).doesNotContain("SAMPLE");
    }

    @Test
    void facilityIsKept() {
        assertThat(BundledMappings.event("shipengine", LONG).checkpoints())
                .extracting(Checkpoint::place)
                .anySatisfy(place -> assertThat(place.facility()).isEqualTo("DENVER CO DISTRIBUTION CENTER"));
    }

    @Test
    void scanSentTwiceInOneBodyIsOneCheckpoint() {
        var one = LONG.substring(LONG.indexOf("\"events\": [") + 11, LONG.indexOf("},") + 1);
        var twice = LONG.replaceFirst(
                "\"events\": \\[", "\"events\": [" + java.util.regex.Matcher.quoteReplacement(one) + ",");

        assertThat(twice).hasSizeGreaterThan(LONG.length() + 500);
        assertThat(BundledMappings.event("shipengine", twice).checkpoints())
                .isEqualTo(BundledMappings.event("shipengine", LONG).checkpoints());
    }

    @Test
    void thinNoticeIsIgnoredAndKept() {
        assertThat(BundledMappings.map("shipengine", BundledMappings.captured("shipengine", "v1_thin_notice")))
                .isEqualTo(new MappingResult.Ignored("thin", true, null));
    }

    private static String saidOf(TrackingEvent event, String code) {
        return event.checkpoints().stream()
                .filter(checkpoint -> code.equals(checkpoint.rawStatus().code()))
                .map(checkpoint -> BundledMappings.factName(checkpoint))
                .distinct()
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();
    }
}
