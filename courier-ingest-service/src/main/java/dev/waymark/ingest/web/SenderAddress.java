package dev.waymark.ingest.web;

import dev.waymark.ingest.courier.signature.Network;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a webhook comes from: the connection's other end, or what a proxy of ours says in {@code X-Real-IP}. From anybody
 * else that header says nothing.
 */
final class SenderAddress {

    private final List<Network> proxies;

    SenderAddress(List<String> trustedProxies) {
        proxies = trustedProxies.stream().map(Network::parse).toList();
    }

    @Nullable
    InetAddress of(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        var connection = remote == null ? null : remote.getAddress();
        var said = request.getHeaders().getFirst("X-Real-IP");
        return said != null && connection != null && isProxy(connection) ? Network.address(said) : connection;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }
}
