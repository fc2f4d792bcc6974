package dev.waymark.ingest.web;

import dev.waymark.ingest.courier.signature.Network;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a webhook comes from. Anybody can send {@code X-Forwarded-For}: it is read from its right end, and only as far as
 * the hops are our own proxies.
 */
final class SenderAddress {

    private final List<Network> proxies;

    SenderAddress(List<String> trustedProxies) {
        proxies = trustedProxies.stream().map(Network::parse).toList();
    }

    @Nullable
    InetAddress of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        var sender = remote == null ? null : remote.getAddress();
        var hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        for (var i = hops.size() - 1; i >= 0 && sender != null && isProxy(sender); i--) {
            sender = Network.address(hops.get(i));
        }
        return sender;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }
}
