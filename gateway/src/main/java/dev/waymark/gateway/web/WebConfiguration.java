package dev.waymark.gateway.web;

import dev.waymark.gateway.limits.RequestRateLimiter;
import dev.waymark.platform.web.ClientAddresses;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.webflux.error.ErrorAttributes;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;

/** What stands around the controllers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Before Spring Boot's own, at -1. */
    @Bean
    @Order(-2)
    ProblemHandler problemHandler(
            ErrorAttributes attributes,
            WebProperties properties,
            ApplicationContext context,
            ServerCodecConfigurer codecs,
            ObjectProvider<ViewResolver> views) {
        return new ProblemHandler(attributes, properties, context, codecs, views);
    }

    @Bean
    RequestRateFilter capacityFilter(RequestRateLimiter capacity, ClientAddresses addresses) {
        return new RequestRateFilter(capacity, addresses);
    }

    @Bean
    ApiDocument apiDocument() {
        return new ApiDocument();
    }

    /** Where {@code /} leads; with the setting empty it leads nowhere, and another part may answer there. */
    @Bean
    @ConditionalOnExpression("!'${waymark.gateway.start-page:/find}'.isEmpty()")
    RouterFunction<ServerResponse> startPage(@Value("${waymark.gateway.start-page:/find}") URI page) {
        return RouterFunctions.route()
                .GET("/", request -> ServerResponse.seeOther(page).build())
                .build();
    }
}
