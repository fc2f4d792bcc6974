package dev.waymark.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTest {

    private final ClientAddresses behindProxies = new ClientAddresses(settings("10.0.0.0/8", "fd00::/8"));

    @Test
    void forwardedForOfAStrangerIsNotBelieved() {
        assertThat(of("203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void forwardedForIsBelievedAsFarAsTheHopsAreTrustedProxies() {
        assertThat(of("10.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2")).isEqualTo("203.0.113.7");
    }

    @Test
    void hopThatIsNoAddressEndsTheWay() {
        assertThat(of("10.0.0.1", "localhost, 10.0.0.2")).isEqualTo("10.0.0.2");
    }

    @Test
    void withoutProxiesTheConnectionCounts() {
        assertThat(new ClientAddresses(settings()).of(request("10.0.0.1", "203.0.113.7")))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void nobodyIsAProxyUnlessConfigured() {
        var settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("waymark.web", ProxySettings.class);

        assertThat(new ClientAddresses(settings).of(request("127.0.0.1", "203.0.113.7")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(of("2001:db8:1:2::1", "x")).isEqualTo(of("2001:db8:1:2:ffff::9", "x"));
        assertThat(of("2001:db8:1:2::1", "x")).isNotEqualTo(of("2001:db8:1:3::1", "x"));
    }

    private String of(String connection, String forwarded) {
        return behindProxies.of(request(connection, forwarded));
    }

    private static MockServerHttpRequest request(String connection, String forwarded) {
        return MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(connection, 1))
                .header("X-Forwarded-For", forwarded)
                .build();
    }

    private static ProxySettings settings(String... proxies) {
        return new ProxySettings(List.of(proxies));
    }
}
