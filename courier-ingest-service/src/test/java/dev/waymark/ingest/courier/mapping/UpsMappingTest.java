package dev.waymark.ingest.courier.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpsMappingTest {

    private static final String MANIFEST = BundledMappings.captured("ups", "v1_1_manifest");
    private static final String ON_ITS_WAY = BundledMappings.captured("ups", "v1_2_ups_has_your_package");
    private static final String DELIVERED = BundledMappings.captured("ups", "v2_2_delivery");

    private static final String SCAN = """
            {"trackingNumber":"1Z12345E0205271688","localActivityDate":"20240423","localActivityTime":"091519",
              "gmtActivityDate":"20240423","gmtActivityTime":"131519","activityLocation":{"country":"US"},
              "activityStatus":{"type":"%s","code":"%s","description":"%s","descriptionCode":"%s"}}""";

    @Test
    void contradictingClocksMakeTheTimeSuspect() {
        var time = BundledMappings.checkpoint("ups", MANIFEST).time();

        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.SUSPECT);
        assertThat(time.occurredLocal()).isEqualTo("20240422 091230");
    }

    @Test
    void agreeingClocksConfirmTheTime() {
        var time = BundledMappings.checkpoint("ups", ON_ITS_WAY).time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2024-04-23T01:29:01Z"));
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.EXPLICIT);
    }

    @ParameterizedTest
    @CsvSource({
        "US,091519,EXPLICIT",
        "US,031519,EXPLICIT",
        "US,101519,SUSPECT",
        "US,021519,SUSPECT",
        "US,131519,SUSPECT",
        "GB,141519,EXPLICIT",
        "GB,091519,SUSPECT",
        "JP,221519,EXPLICIT",
        "JP,091519,EXPLICIT",
        "JP,001519,SUSPECT",
        "'',091519,EXPLICIT"
    })
    void possibleLocalTimesDependOnTheCountry(String country, String local, ZoneQuality expected) {
        var body = SCAN.formatted("I", "OT", "Out for Delivery", "021")
                .replace("\"country\":\"US\"", "\"country\":\"%s\"".formatted(country))
                .replace("\"localActivityTime\":\"091519\"", "\"localActivityTime\":\"%s\"".formatted(local));

        assertThat(BundledMappings.checkpoint("ups", body).time().zoneQuality()).isEqualTo(expected);
    }

    @Test
    void offsetWithADotInItIsAnOffset() {
        var time = BundledMappings.checkpoint("ups", BundledMappings.captured("ups", "v2_local_time_and_offset_only"))
                .time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2024-04-23T13:15:19Z"));
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.EXPLICIT);
    }

    @Test
    void numberWithASpaceBeforeItIsTheNumber() {
        assertThat(MANIFEST).contains("\" 1ZABCXYZ0112346789\"");
        assertThat(BundledMappings.event("ups", MANIFEST).shipment()).hasToString("ups:1ZABCXYZ0112346789");
    }

    @Test
    void emptyTextsOfVersionOneAreAbsent() {
        var event = BundledMappings.event("ups", MANIFEST);

        assertThat(event.eta()).isNull();
        assertThat(event.proofOfDelivery()).isNull();
        assertThat(event.checkpoints().get(0).place().city()).isNull();
    }

    @Test
    void sameScanOfVersionOneAndTwoIsOneCheckpoint() {
        assertThat(BundledMappings.ids(BundledMappings.event("ups", BundledMappings.captured("ups", "v1_7_delivery"))))
                .isEqualTo(BundledMappings.ids(BundledMappings.event("ups", DELIVERED)));
        assertThat(BundledMappings.ids(
                        BundledMappings.event("ups", BundledMappings.captured("ups", "v1_6_out_for_delivery"))))
                .isEqualTo(BundledMappings.ids(
                        BundledMappings.event("ups", BundledMappings.captured("ups", "v2_1_out_for_delivery"))));
    }

    @Test
    void oneCodeSentTwiceIsTwoFacts() {
        var preparing =
                BundledMappings.checkpoint("ups", BundledMappings.captured("ups", "v1_4_preparing_for_delivery"));
        var loaded = BundledMappings.checkpoint(
                "ups", BundledMappings.captured("ups", "v1_5_preparing_for_delivery_loaded_on_vehicle"));

        assertThat(preparing.rawStatus()).isEqualTo(loaded.rawStatus());
        assertThat(preparing.id()).isNotEqualTo(loaded.id());
    }

    @Test
    void dayOfYearsAgoIsNoEta() {
        assertThat(DELIVERED).contains("\"scheduledDeliveryDate\": \"20191014\"");
        assertThat(BundledMappings.event("ups", DELIVERED).eta()).isNull();
        assertThat(BundledMappings.event("ups", ON_ITS_WAY).eta().from()).isEqualTo(LocalDate.parse("2024-04-23"));
    }

    @Test
    void hoursThatAreNoHoursLoseNothingElse() {
        var body = BundledMappings.captured("ups", "v2_update_with_window")
                .replace("101500\",\n  \"deliveryEnd", "by noon\",\n  \"deliveryEnd");

        var eta = BundledMappings.event("ups", body).eta();

        assertThat(body).contains("by noon");
        assertThat(eta.from()).isEqualTo(LocalDate.parse("2024-04-24"));
        assertThat(eta.fromTime()).isNull();
        assertThat(eta.untilTime()).hasToString("14:15");
    }

    @Test
    void whoReceivedItIsAProofAndNeverAName() {
        var event = BundledMappings.event("ups", DELIVERED);

        assertThat(event.proofOfDelivery().type()).isEqualTo(ProofOfDelivery.Type.SIGNATURE);
        assertThat(event.toString()).doesNotContain("John");
    }

    @Test
    void photoIsAProofAndNotInTheEvent() {
        var event = BundledMappings.event("ups", BundledMappings.captured("ups", "v2_delivery_with_photo"));

        assertThat(event.proofOfDelivery()).isEqualTo(new ProofOfDelivery(ProofOfDelivery.Type.PHOTO, null));
        assertThat(event.toString()).doesNotContain("/9j/");
    }

    @ParameterizedTest
    @CsvSource({
        "M,MP,Shipment Ready for UPS,003,LABEL_CREATED",
        "MV,VP,Voided,,CANCELLED",
        "I,OR,On the Way,005,ACCEPTED",
        "I,DP,On the Way,005,DEPARTED",
        "I,AR,On the Way,005,ARRIVED",
        "I,YP,Preparing for Delivery,071,AT_DELIVERY_DEPOT",
        "I,OT,Out for Delivery,021,OUT_FOR_DELIVERY",
        "I,ZZ,On the Way,005,MOVING",
        "X,SR,Released by customs,003,CUSTOMS_CLEARED",
        "X,AB,We will return to sender,,RETURN_STARTED",
        "X,AB,Severe weather,,DELAYED",
        "X,AB,Your package is delayed,,DELAYED",
        "X,AB,It may still be on time,,EXCEPTION_OTHER",
        "U,UU,Updated,,INFO",
        "D,FS,Delivered,011,DELIVERED_TO_RECIPIENT",
        "D,,Delivered,,DELIVERED_TO_RECIPIENT"
    })
    void codesAreMappedAsInTheTable(String type, String code, String text, String detail, String expected) {
        var body = SCAN.formatted(type, code == null ? "" : code, text, detail == null ? "" : detail);

        assertThat(BundledMappings.factNames(BundledMappings.event("ups", body)))
                .containsExactly(expected);
    }

    @Test
    void leadingZeroOfACodeIsKept() {
        assertThat(BundledMappings.checkpoint("ups", SCAN.formatted("I", "OT", "Out for Delivery", "021"))
                        .rawStatus()
                        .code())
                .isEqualTo("I/OT/021");
    }

    @Test
    void unknownTypeIsReported() {
        var result = BundledMappings.mapped("ups", BundledMappings.captured("ups", "v2_type_of_tomorrow"));

        assertThat(result.unmappedCodes()).containsExactly("Z/ZZ/999");
    }
}
