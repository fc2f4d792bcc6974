package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFormsTest {

    @ParameterizedTest
    @CsvSource({
        "usps, 420787459400111206206406260787, 9400111206206406260787",
        "easypost, 420787459400111206206406260787, 9400111206206406260787",
        "usps, 420 78745 9400 1112 0620 6406 2607 87, 9400111206206406260787",
        "usps, (420)78745(94)00111206206406260787, 9400111206206406260787",
        "usps, 4201028200009261290113185417468510, 9261290113185417468510",
        "usps, 4201002334249200190132607600833457, 9200190132607600833457",
        "usps, 9400-1112-0620-6406-2607-87, 9400111206206406260787",
        "fedex, 1001921334250001000300779017972697, 779017972697",
        "fedex, 9622001900000000000000776632517510, 776632517510",
        "fedex, 32971514560102447849175802862014, 784917580286",
        "fedex, 9611020987654312345672, 987654312345672",
        "fedex, 7790-1797-2697, 779017972697",
        "ups, 1Z 5R8 939 03 5756 7127, 1Z5R89390357567127",
        "dhl, 340434492098429236, 00340434492098429236",
        "dhl, (00)340434492098429236, 00340434492098429236",
        "dhl, ]C100340434492098429236, 00340434492098429236",
        "epcis, (00) 1 0614141 1234567897, 106141411234567897",
        "russian-post, RA 473 124 829 RU, RA473124829RU",
        "cdek, ra-473124829-ru, RA473124829RU",
        "dpd, %008182709980000020033350276C, 09980000020033",
        "ozon, 24219509-0020-1, 24219509-0020-1",
        "waymark, 420787459400111206206406260787, 420787459400111206206406260787",
        "usps, 420787459400111206206406260788, 420787459400111206206406260788",
        "cdek, RA-473124828-RU, RA-473124828-RU"
    })
    void everySpellingIsOneShipment(String courier, String spelled, String canonical) {
        var key = new ShipmentKey(new CourierCode(courier), new TrackingNumber(spelled));

        assertThat(key.trackingNumber()).hasToString(canonical);
        assertThat(ShipmentKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void numberWithoutACourierIsLookedForInEveryForm() {
        assertThat(new TrackingNumber("420787459400111206206406260787").candidates())
                .extracting(TrackingNumber::value)
                .containsExactly("420787459400111206206406260787", "9400111206206406260787");
        assertThat(new TrackingNumber("10042").candidates()).hasSize(1);
    }
}
