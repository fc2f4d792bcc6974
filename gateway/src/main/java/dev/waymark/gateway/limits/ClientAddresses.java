package dev.waymark.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from: the connection's other end, or what a proxy of ours says. Anybody can send
 * {@code X-Forwarded-For}; so it is read from its right end, and only as far as the hops are ours.
 */
public final class ClientAddresses {

    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> proxies;

    public ClientAddresses(LimitSettings settings) {
        proxies = settings.trustedProxies().stream().map(Network::parse).toList();
    }

    /** What is counted as one client. Of IPv6 the network: one household has 2^64 addresses. */
    public String of(ServerHttpRequest request) {
        return address(request).map(ClientAddresses::shown).orElse("unknown");
    }

    /** The very address. */
    public Optional<InetAddress> address(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(address -> isProxy(address) ? forwarded(request, address) : address);
    }

    private InetAddress forwarded(ServerHttpRequest request, InetAddress connection) {
        var hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        var client = connection;
        for (var i = hops.size() - 1; i >= 0; i--) {
            var hop = parsed(hops.get(i));
            if (hop == null) {
                return client;
            }
            client = hop;
            if (!isProxy(hop)) {
                return client;
            }
        }
        return client;
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static @Nullable InetAddress parsed(String hop) {
        try {
            return Network.address(hop);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String shown(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, IPV6_NETWORK_BYTES)
                : address.getHostAddress();
    }
}
