package dev.waymark.gateway.routing;

import dev.waymark.contract.Problem;
import dev.waymark.platform.web.ProblemException;
import java.util.List;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The filter {@code MaxBody=<size>} of a route: a body is passed on whole, or refused here. A service that refuses one while it
 * still comes closes the connection, and its refusal is lost.
 */
@Component
final class MaxBodyGatewayFilterFactory extends AbstractGatewayFilterFactory<MaxBodyGatewayFilterFactory.Config> {

    MaxBodyGatewayFilterFactory() {
        super(Config.class);
    }

    @Override
    public List<String> shortcutFieldOrder() {
        return List.of("size");
    }

    @Override
    public GatewayFilter apply(Config config) {
        var max = Math.toIntExact(config.size.toBytes());
        return (exchange, chain) -> {
            var request = exchange.getRequest();
            if (request.getHeaders().getContentLength() > max) {
                return Mono.error(ProblemException.of(Problem.PAYLOAD_TOO_LARGE));
            }
            return DataBufferUtils.join(request.getBody(), max)
                    .flatMap(body -> chain.filter(with(body, exchange))
                            .thenReturn(true)
                            .doFinally(_ -> DataBufferUtils.release(body)))
                    .switchIfEmpty(Mono.defer(() -> chain.filter(exchange)).thenReturn(true))
                    .then();
        };
    }

    private static ServerWebExchange with(DataBuffer body, ServerWebExchange exchange) {
        ServerHttpRequest request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                // Whoever takes it releases it, and it may be sent more than once.
                return Flux.defer(() -> Flux.just(DataBufferUtils.retain(body)));
            }
        };
        return exchange.mutate().request(request).build();
    }

    static final class Config {

        private DataSize size = DataSize.ofKilobytes(256);

        public void setSize(DataSize size) {
            this.size = size;
        }
    }
}
