package dev.waymark.gateway.routing;

import dev.waymark.tokens.ServiceTokens;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractNameValueGatewayFilterFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The filter {@code ServiceToken=<service>, <purpose>} of a route: the shop's key ends here; the service is shown who we are
 * and what this is for.
 */
@Component
final class ServiceTokenGatewayFilterFactory extends AbstractNameValueGatewayFilterFactory {

    private final ServiceTokens tokens;

    ServiceTokenGatewayFilterFactory(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public GatewayFilter apply(NameValueConfig call) {
        var service = Objects.requireNonNull(call.getName());
        var purpose = Objects.requireNonNull(call.getValue());
        return (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.headers(headers -> {
                    headers.remove("X-API-Key");
                    headers.remove(HttpHeaders.COOKIE);
                    headers.setBearerAuth(tokens.token(service, purpose));
                }))
                .build());
    }
}
