package dev.waymark.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.200, true",
        "192.0.2.0/24, 192.0.3.1, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:1::1, true",
        "2001:db8::/32, 2001:db9::1, false"
    })
    void networkContainsTheAddressesThatBeginWithItsBits(String network, String address, boolean contains) {
        assertThat(Network.parse(network).contains(address(address))).isEqualTo(contains);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.0/33", "192.0.2.0/x", "192.0.2.0/-1", "proxy.example", "192.0.2", "::1/129", ""})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: as 192.0.2.0/24");
    }

    @Test
    void nameIsNoAddressAndIsNotLookedUp() {
        assertThat(Network.address("localhost")).isEmpty();
    }

    private static InetAddress address(String text) {
        return Network.address(text).orElseThrow();
    }
}
