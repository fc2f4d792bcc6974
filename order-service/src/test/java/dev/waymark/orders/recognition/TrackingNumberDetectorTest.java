package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CheckDigit;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.CourierCandidates.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrackingNumberDetectorTest {

    private static final DetectionResult UNRECOGNISED = new DetectionResult(Verdict.UNRECOGNISED, List.of(), List.of());

    private static final CourierCode UPS = new CourierCode("ups");
    private static final CourierCode DHL = new CourierCode("dhl");
    private static final CourierCode CDEK = new CourierCode("cdek");
    private static final CourierCode EASYPOST = new CourierCode("easypost");

    private final TrackingNumberDetector detector =
            new TrackingNumberDetector(new RecognitionSettings(List.of(), Map.of()));

    @ParameterizedTest
    @CsvSource({
        "1Z5R89390357567127,ups",
        "K1506235620,ups",
        "986578788855,fedex",
        "568283610012734,fedex",
        "9611020987654312345672,fedex",
        "9400111206206406260787,usps",
        "420 78745 9400 1112 0620 6406 2607 87,usps",
        "RB123456785GB,post-gb",
        "RA644000005RU,russian-post",
        "RB123456785US,usps",
        "7035114477138472,canada-post",
        "GM2951173225174494,dhl",
        "JJD0002257639032011,yodel",
        "C11031500001879,ontrac",
        "TBA000000000000,amazon",
        "YT2229521272164446,yunexpress",
        "602677439331630337653846,inpost",
        "24219509-0020-1,ozon"
    })
    void courierIsDetectedFromTheNumber(String number, String courier) {
        var result = detect(detector, number);

        assertThat(result.verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(result.couriers()).hasToString("[" + courier + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "3318810025,'dhl,cdek'",
        "60120172242323,'russian-post,dhl'",
        "A0000000000,'ups,amazon'",
        "330000000001,'purolator,fedex'",
        "00340434492098429236,'dhl,epcis,usps'",
        "(00) 3 4043449 209842922 9,'dhl,epcis,usps'",
        "00106141411234567897,'epcis,usps'",
        "420 10282 0000 9261 2901 1318 5417 4685 10,'usps,fedex'"
    })
    void ambiguousCouriersAreRanked(String number, String couriers) {
        var result = detect(detector, number);

        assertThat(result.verdict()).isEqualTo(Verdict.AMBIGUOUS);
        assertThat(result.couriers()).hasToString("[" + couriers.replace(",", ", ") + "]");
    }

    @Test
    void rightCheckDigitOutweighsTheFormatAlone() {
        var candidates = detect(detector, "3318810025").candidates();

        assertThat(candidates)
                .extracting(CourierCandidate::courier, CourierCandidate::checkDigit, CourierCandidate::likelihood)
                .containsExactly(tuple(DHL, CheckDigit.RIGHT, 0.909), tuple(CDEK, CheckDigit.NONE, 0.091));
    }

    @Test
    void wrongCheckDigitIsAResultOfItsOwn() {
        var result = detect(detector, "RB123456786US");

        assertThat(result.verdict()).isEqualTo(Verdict.CHECK_DIGIT_WRONG);
        assertThat(result.couriers()).hasToString("[usps]");
        assertThat(result.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.checkDigit()).isEqualTo(CheckDigit.WRONG);
            assertThat(candidate.likelihood()).isZero();
            assertThat(candidate.why()).contains("check digit is wrong");
        });
    }

    @Test
    void numberOfNoFormatIsUnrecognised() {
        assertThat(detect(detector, "HELLO-WORLD")).isEqualTo(UNRECOGNISED);
        assertThat(detect(detector, "RB123456785XX")).isEqualTo(UNRECOGNISED);
    }

    @ParameterizedTest
    @CsvSource({
        "1ZXX3150YW44070023,UPS SurePost - Delivered by the USPS",
        "RB123456785GB,Letter Post Registered: Prepaid",
        "EB123456785RU,EMS: International Express",
        "CB123456785RU,Parcel Post",
        "008182709980000020033350276C,AM0: DPD 8:30",
        "03071790000523483741,'Delivery Confirmation: Retail'"
    })
    void serviceTypeIsNamedWhereTheDataContainsIt(String number, String service) {
        assertThat(detect(detector, number).candidates().get(0).serviceType()).startsWith(service);
    }

    @Test
    void couriersThatTheShopDoesNotUseAreNoCandidates() {
        var withDhl = new TrackingNumberDetector(new RecognitionSettings(List.of(DHL, UPS), Map.of()));

        assertThat(detect(withDhl, "3318810025").verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(detect(withDhl, "3318810025").couriers()).containsExactly(DHL);
        assertThat(detect(withDhl, "986578788855")).isEqualTo(UNRECOGNISED);
    }

    @Test
    void courierWithoutFormatCompetesWithEveryWeakMatch() {
        var local = new CourierCode("local-van");
        var withVan = new TrackingNumberDetector(new RecognitionSettings(List.of(DHL, UPS, local), Map.of()));

        assertThat(detect(withVan, "3318810025").verdict()).isEqualTo(Verdict.AMBIGUOUS);
        assertThat(detect(withVan, "3318810025").couriers()).containsExactly(DHL, local);
        assertThat(detect(withVan, "1Z5R89390357567127").verdict()).isEqualTo(Verdict.CLEAR);
    }

    @Test
    void aggregatorIsTheCourierOfWhatItReports() {
        var reported = new TrackingNumberDetector(new RecognitionSettings(
                List.of(UPS, new CourierCode("s10")),
                Map.of(UPS, EASYPOST, new CourierCode("s10"), EASYPOST, new CourierCode("russian-post"), CDEK)));

        var ups = detect(reported, "1Z5R89390357567127");
        assertThat(ups.couriers()).containsExactly(EASYPOST);
        assertThat(ups.candidates().get(0).carrier()).isEqualTo(UPS);
        assertThat(ups.candidates().get(0).why()).endsWith("reported by easypost.");
        assertThat(detect(reported, "RB123456785GB").candidates().get(0).courier())
                .isEqualTo(EASYPOST);
        assertThat(detect(reported, "RB123456785RU").candidates().get(0).courier())
                .isEqualTo(CDEK);
    }

    @Test
    void carriersOfOneAggregatorAreNotAmbiguous() {
        var reported =
                new TrackingNumberDetector(new RecognitionSettings(List.of(), Map.of(DHL, EASYPOST, CDEK, EASYPOST)));

        assertThat(detect(reported, "3318810025").verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(detect(reported, "3318810025").couriers()).containsExactly(EASYPOST);
    }

    @Test
    void checkDigitIsVerifiedInTheFormatsOfTheNamedCourier() {
        assertThat(isWrong(detector, UPS, "1Z5R89390357567128")).isTrue();
        assertThat(isWrong(detector, UPS, "1Z5R89390357567127")).isFalse();
        assertThat(isWrong(detector, CDEK, "1106321645")).isFalse();
        assertThat(isWrong(detector, new CourierCode("post-gb"), "RB123456786GB"))
                .isTrue();
        assertThat(isWrong(detector, EASYPOST, "1Z5R89390357567128")).isFalse();
        assertThat(isWrong(
                        new TrackingNumberDetector(new RecognitionSettings(List.of(), Map.of(UPS, EASYPOST))),
                        EASYPOST,
                        "1Z5R89390357567128"))
                .isTrue();
    }

    @Test
    void unknownCarrierInReportedByFailsAtStart() {
        assertThatThrownBy(() -> new TrackingNumberDetector(
                        new RecognitionSettings(List.of(), Map.of(new CourierCode("upps"), EASYPOST))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reported-by.upps")
                .hasMessageContaining("ups");
    }

    private static DetectionResult detect(TrackingNumberDetector detector, String number) {
        return detector.detect(new TrackingNumber(number));
    }

    private static boolean isWrong(TrackingNumberDetector detector, CourierCode courier, String number) {
        return detector.isCheckDigitWrong(new ShipmentKey(courier, new TrackingNumber(number)));
    }
}
