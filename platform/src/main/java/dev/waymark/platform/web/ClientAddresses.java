package dev.waymark.platform.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from: the connection's other end, or what a trusted proxy says of it. Anybody can send
 * {@code X-Forwarded-For}, so it is read from its right end, and only as far as the hops are trusted proxies.
 */
public final class ClientAddresses {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> proxies;

    public ClientAddresses(ProxySettings settings) {
        proxies = settings.trustedProxies().stream().map(Network::parse).toList();
    }

    /** What is counted as one client. Of IPv6 the network: one household has 2^64 addresses. */
    public String of(ServerHttpRequest request) {
        return address(request).map(ClientAddresses::text).orElse("unknown");
    }

    public Optional<InetAddress> address(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(connection -> forwardedFor(request, connection));
    }

    private InetAddress forwardedFor(ServerHttpRequest request, InetAddress connection) {
        var hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        var client = connection;
        for (var hop : hops.reversed()) {
            var before = isTrusted(client) ? Network.address(hop) : Optional.<InetAddress>empty();
            if (before.isEmpty()) {
                break;
            }
            client = before.orElseThrow();
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static String text(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_NETWORK_BYTES)
                : address.getHostAddress();
    }
}
