package dev.waymark.platform.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from: the connection's other end, or what a trusted proxy says of it. Anybody can send
 * {@code X-Forwarded-For}, so it is read from its right end, and only as far as the hops are trusted proxies.
 */
public final class ClientAddresses {

    private static final int IPV6_NETWORK_BYTES = 8;

    private static final Logger log = LoggerFactory.getLogger(ClientAddresses.class);

    private final List<Network> proxies;
    private final Counter ignoredHeaders;
    private final AtomicReference<@Nullable String> ignoredPeer = new AtomicReference<>();

    public ClientAddresses(ProxySettings settings, MeterRegistry meters) {
        proxies = settings.trustedProxies().stream().map(Network::parse).toList();
        ignoredHeaders = Counter.builder("waymark.web.forwarded.ignored")
                .description("Times a peer that is no trusted proxy said for whom it forwards, and was not believed")
                .register(meters);
    }

    /** What an operator has to know of the proxies in front: always up, for a restart mends no setting. */
    Health health() {
        var peer = ignoredPeer.get();
        var health = Health.up()
                .withDetail(
                        "trustedProxies",
                        proxies.stream().map(Network::toString).toList())
                .withDetail("ignored", (long) ignoredHeaders.count());
        return peer == null
                ? health.build()
                : health.withDetail("lastIgnoredPeer", peer).build();
    }

    /** What is counted as one client. */
    public String of(ServerHttpRequest request) {
        return client(address(request).orElse(null));
    }

    /** What is counted as one client at {@code address}. Of IPv6 the network: one household has 2^64 addresses. */
    public static String client(@Nullable InetAddress address) {
        return address == null ? "unknown" : text(address);
    }

    public Optional<InetAddress> address(ServerHttpRequest request) {
        return Optional.ofNullable(request.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(connection -> forwardedFor(request, connection));
    }

    /** Whether the client's own connection is encrypted, as a trusted proxy says. */
    public boolean isSecure(ServerHttpRequest request) {
        var connection = request.getRemoteAddress();
        return "https".equals(request.getURI().getScheme())
                || (connection != null
                        && isTrusted(connection.getAddress())
                        && "https".equalsIgnoreCase(request.getHeaders().getFirst("X-Forwarded-Proto")));
    }

    private InetAddress forwardedFor(ServerHttpRequest request, InetAddress connection) {
        var hops = request.getHeaders().getOrEmpty("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        if (!isTrusted(connection)) {
            noteIgnored(request, hops, connection);
            return connection;
        }
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

    /**
     * A proxy that nobody told us of makes one client of all who come through it. Public addresses are not written down:
     * anybody can send the header, and theirs says who they are.
     */
    private void noteIgnored(ServerHttpRequest request, List<String> hops, InetAddress peer) {
        if (hops.isEmpty() && !request.getHeaders().containsHeader("Forwarded")) {
            return;
        }
        ignoredHeaders.increment();
        var text = isInternal(peer) ? peer.getHostAddress() : "a public address";
        if (ignoredPeer.getAndSet(text) == null) {
            log.warn(
                    "peer says for whom it forwards, and is no trusted proxy: if it is yours, all who come through it count"
                            + " as one client until waymark.web.trusted-proxies names it; peer={}",
                    text);
        }
    }

    private static boolean isInternal(InetAddress peer) {
        return peer.isLoopbackAddress()
                || peer.isLinkLocalAddress()
                || peer.isSiteLocalAddress()
                // fc00::/7, unique local: Java's "site local" is older.
                || (peer instanceof Inet6Address && (peer.getAddress()[0] & 0xfe) == 0xfc);
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
