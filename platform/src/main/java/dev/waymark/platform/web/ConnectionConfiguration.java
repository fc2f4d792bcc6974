package dev.waymark.platform.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Bounds every server of a service, its management port too, each with a count of its own: probes find room under load. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
public class ConnectionConfiguration {

    @Bean
    NettyServerCustomizer boundedConnections(ConnectionSettings settings, MeterRegistry meters) {
        var refused = Counter.builder("waymark.web.connections.refused")
                .description("Connections closed at once, because too many were open")
                .register(meters);
        return server -> bounded(server, settings, refused);
    }

    private static HttpServer bounded(HttpServer server, ConnectionSettings settings, Counter refused) {
        var open = new AtomicInteger();
        return server.doOnChannelInit((observer, channel, address) -> {
            if (open.incrementAndGet() > settings.max()) {
                refused.increment();
                var unused = channel.close();
            }
            channel.closeFuture().addListener(_ -> open.decrementAndGet());
            channel.pipeline()
                    .addAfter(NettyPipeline.HttpCodec, "waymark.deadlines", new ConnectionDeadlines(settings))
                    .addAfter(NettyPipeline.HttpCodec, "waymark.lingering", new LingeringCloseHandler());
        });
    }
}
