package dev.waymark.platform.web;

import dev.waymark.contract.Problem;
import dev.waymark.platform.StackFrames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** How every service of ours speaks HTTP: what it reads, and how it refuses. */
@Configuration(proxyBeanMethods = false)
@Import({
    DuplicateParameterFilter.class,
    MalformedRequestFilter.class,
    ProblemHandler.class,
    RequestConditionFilter.class,
    StrictParameters.class
})
public class HttpConfiguration {

    private static final Logger log = LoggerFactory.getLogger(HttpConfiguration.class);

    /** Of the whole JVM: Reactor's own writes each to the log at ERROR, also that a client has gone in the middle of its body. */
    @Bean
    SmartInitializingSingleton droppedErrors() {
        return () -> Hooks.onErrorDropped(failure -> {
            if (AbortedException.isConnectionReset(failure)) {
                log.debug("connection lost", failure);
            } else {
                log.error("failure that nobody waits for", StackFrames.of(failure));
            }
        });
    }

    @Bean
    NettyServerCustomizer requestHandlers() {
        return server -> server.doOnChannelInit((_, channel, _) -> {
            var pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.HttpTrafficHandler) != null) {
                pipeline.addBefore(NettyPipeline.HttpTrafficHandler, "waymark.pipelined", new PipelinedRequestHandler())
                        .addBefore(
                                NettyPipeline.HttpTrafficHandler, "waymark.malformed", new MalformedRequestHandler());
            }
        });
    }

    /**
     * Refuses what two programs on the way may read as two addresses. Numbers of orders and parcels may hold a slash, so its
     * escape passes; an unknown method is answered as any that an address does not have; and what stands in headers and
     * parameters is judged by who reads them: a courier's webhook must not be lost for one in an odd encoding.
     */
    @Bean
    StrictServerWebExchangeFirewall firewall() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowedHeaderNames(_ -> true);
        firewall.setAllowedHeaderValues(_ -> true);
        firewall.setAllowedParameterNames(_ -> true);
        firewall.setAllowedParameterValues(_ -> true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler refusal() {
        return (_, _) -> Mono.error(ProblemException.of(Problem.ADDRESS_MALFORMED));
    }

    /** Bodies as they are written: nothing is guessed, and nothing that is not understood is passed over. */
    @Bean
    WebFluxConfigurer strictReading(JsonMapper mapper) {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().jacksonJsonDecoder(new StrictJsonDecoder(mapper));
            }
        };
    }
}
