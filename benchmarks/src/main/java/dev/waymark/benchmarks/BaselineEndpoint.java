package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.reactor.autoconfigure.ReactorAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.error.ErrorWebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The floor of an acknowledged webhook: a WebFlux endpoint that reads the body, hands it to Kafka as it is, and answers
 * when the broker has it. It checks nothing, understands nothing and keeps no promise but this one. What else the
 * services bring to the class path, from security to metrics, is left out.
 */
@Configuration
@ImportAutoConfiguration({
    CodecsAutoConfiguration.class,
    ErrorWebFluxAutoConfiguration.class,
    HttpHandlerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    KafkaAutoConfiguration.class,
    NettyReactiveWebServerAutoConfiguration.class,
    ReactorAutoConfiguration.class,
    WebFluxAutoConfiguration.class
})
public class BaselineEndpoint {

    static final String TOPIC = "bare";

    private static final byte[] KEY = TOPIC.getBytes(US_ASCII);

    /** Arguments: Spring properties, {@code --server.port} and {@code --spring.kafka.bootstrap-servers} among them. */
    public static void main(String[] args) {
        new SpringApplicationBuilder(BaselineEndpoint.class)
                .web(WebApplicationType.REACTIVE)
                .properties(
                        "spring.config.name=bare",
                        "spring.kafka.producer.acks=all",
                        "spring.kafka.producer.properties.linger.ms=0",
                        "logging.level.root=warn")
                .run(args);
    }

    @Bean
    RouterFunction<ServerResponse> bare(KafkaTemplate<byte[], byte[]> kafka) {
        return RouterFunctions.route()
                .POST(
                        "/bare",
                        request -> request.bodyToMono(byte[].class)
                                .flatMap(body -> Mono.fromFuture(kafka.send(TOPIC, KEY, body)))
                                .flatMap(sent -> ServerResponse.status(HttpStatus.ACCEPTED)
                                        .build()))
                .build();
    }
}
