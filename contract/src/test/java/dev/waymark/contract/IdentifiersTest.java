package dev.waymark.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.tracking.CheckpointId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

    @ParameterizedTest
    @ValueSource(strings = {"ra 473 124 829 ru", "RA473124829RU", " Ra473124829ru\u00a0"})
    void aTrackingNumberIsOneHoweverItIsTyped(String typed) {
        assertThat(new TrackingNumber(typed)).isEqualTo(new TrackingNumber("RA473124829RU"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a:b", "<script>", "123456789012345678901234567890123456789012345678901"})
    void whatIsNoTrackingNumberIsRefusedWithTheReason(String typed) {
        assertThatThrownBy(() -> new TrackingNumber(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trackingNumber")
                .hasMessageContaining("expected");
    }

    @Test
    void aShipmentKeyReadsWhatItWrote() {
        var key = Samples.shipment("10112345678");

        assertThat(key).hasToString("cdek:10112345678");
        assertThat(ShipmentKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void oneOrderNumberIsOneOrderInAnyCase() {
        assertThat(OrderId.of(new OrderNumber("ab-10042"))).isEqualTo(OrderId.of(new OrderNumber(" AB-10042 ")));
        assertThat(OrderId.of(new OrderNumber("10042"))).isNotEqualTo(OrderId.of(new OrderNumber("10043")));
    }

    @Test
    void anIdentityKeepsItsPartsApart() {
        assertThat(EventId.of("a", "bc")).isNotEqualTo(EventId.of("ab", "c"));
        assertThat(CheckpointId.of(Samples.shipment("1"), List.of("x")))
                .isNotEqualTo(CheckpointId.of(Samples.shipment("2"), List.of("x")));
    }

    @Test
    void identifiersNeverChangeBetweenBuilds() {
        // They are in logs that are kept for ever; another digest would make every old event a new one.
        assertThat(OrderId.of(new OrderNumber("10042"))).hasToString("o-917a49b68119e343bad59e5fe7b5aaa9");
        assertThat(EventId.of("a", "bc")).hasToString("b534ce16ac9c8b36823f39a395ce8e0e");
    }
}
