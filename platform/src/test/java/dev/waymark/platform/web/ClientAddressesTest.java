package dev.waymark.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

@ExtendWith(OutputCaptureExtension.class)
class ClientAddressesTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ClientAddresses behindProxies = new ClientAddresses(settings("10.0.0.0/8", "fd00::/8"), meters);

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
        assertThat(new ClientAddresses(settings(), meters).of(request("10.0.0.1", "203.0.113.7")))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void nobodyIsAProxyUnlessConfigured() {
        var settings =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("waymark.web", ProxySettings.class);

        assertThat(new ClientAddresses(settings, meters).of(request("127.0.0.1", "203.0.113.7")))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        assertThat(of("2001:db8:1:2::1", "x")).isEqualTo(of("2001:db8:1:2:ffff::9", "x"));
        assertThat(of("2001:db8:1:2::1", "x")).isNotEqualTo(of("2001:db8:1:3::1", "x"));
    }

    @Test
    void proxyThatNobodyNamedIsNoticed(CapturedOutput output) {
        var addresses = new ClientAddresses(settings("192.0.2.0/24"), meters);

        addresses.of(request("172.18.0.1", "203.0.113.7"));
        addresses.of(request("172.18.0.1", "203.0.113.8"));

        assertThat(meters.counter("waymark.web.forwarded.ignored").count()).isEqualTo(2);
        assertThat(addresses.health().getDetails())
                .containsEntry("trustedProxies", List.of("192.0.2.0/24"))
                .containsEntry("ignored", 2L)
                .containsEntry("lastIgnoredPeer", "172.18.0.1");
        assertThat(output.getAll().lines().filter(line -> line.contains("waymark.web.trusted-proxies")))
                .singleElement()
                .asString()
                .contains("WARN", "172.18.0.1");
    }

    @Test
    void visitorWhoInventsTheHeaderIsCountedAndNotWrittenDown(CapturedOutput output) {
        behindProxies.of(request("203.0.113.7", "198.51.100.1"));

        assertThat(meters.counter("waymark.web.forwarded.ignored").count()).isEqualTo(1);
        assertThat(output.getAll()).doesNotContain("203.0.113.7", "198.51.100.1");
    }

    @Test
    void trustedProxyAndDirectVisitorsAreNothingToNotice() {
        of("10.0.0.1", "203.0.113.7");
        behindProxies.of(MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress("203.0.113.7", 1))
                .build());

        assertThat(behindProxies.health().getDetails()).containsEntry("ignored", 0L);
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
