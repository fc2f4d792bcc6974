package dev.waymark.gateway.web;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** What stands around the controllers. */
@Configuration(proxyBeanMethods = false)
@Import({
    AuditWebFilter.class,
    GatewayOpenApiCustomizer.class,
    RequestBodyFilter.class,
    RequestRateFilter.class,
    TrailingPunctuationFilter.class
})
class WebConfiguration {

    /** Where {@code /} leads; with the setting empty it leads nowhere, and another part may answer there. */
    @Bean
    @ConditionalOnExpression("!'${waymark.gateway.start-page:/find}'.isEmpty()")
    RouterFunction<ServerResponse> startPage(@Value("${waymark.gateway.start-page:/find}") URI page) {
        return RouterFunctions.route(
                RequestPredicates.GET("/"),
                request -> ServerResponse.seeOther(page).build());
    }
}
