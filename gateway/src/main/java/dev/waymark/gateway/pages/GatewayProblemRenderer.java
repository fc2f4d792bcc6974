package dev.waymark.gateway.pages;

import dev.waymark.gateway.access.Routes;
import dev.waymark.platform.web.ProblemException;
import dev.waymark.platform.web.ProblemRenderer;
import dev.waymark.platform.web.ProblemResponse;
import dev.waymark.platform.web.ProblemTexts;
import dev.waymark.platform.web.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A problem document to a program, the page {@code error} to a person, each in the language of whoever asked. */
@Component
final class GatewayProblemRenderer implements ProblemRenderer {

    private final LanguageResolver languages;
    private final ErrorPage.Factory pages;
    private final ServerHttpHeadersWriter securityHeaders;
    private final ServerResponse.Context context;

    GatewayProblemRenderer(
            LanguageResolver languages,
            ErrorPage.Factory pages,
            ServerHttpHeadersWriter securityHeaders,
            ServerCodecConfigurer codecs,
            List<ViewResolver> views) {
        this.languages = languages;
        this.pages = pages;
        this.securityHeaders = securityHeaders;
        this.context = new ServerResponse.Context() {
            @Override
            public List<HttpMessageWriter<?>> messageWriters() {
                return codecs.getWriters();
            }

            @Override
            public List<ViewResolver> viewResolvers() {
                return views;
            }
        };
    }

    @Override
    public Mono<Void> render(ProblemException failure, ServerWebExchange exchange) {
        // What is refused before Spring Security's chains has passed none that writes them.
        exchange.getResponse().beforeCommit(() -> securityHeaders.writeHttpHeaders(exchange));
        exchange.getResponse().getHeaders().setVary(List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE));
        if (!Routes.isPageRequest(exchange.getRequest())) {
            var texts = ProblemTexts.of(languages.ofProgram(exchange).locale());
            return ProblemResponse.write(failure, texts, exchange);
        }
        var problem = failure.problem();
        var language = languages.of(exchange);
        ProblemResponse.prepare(failure, language.locale(), exchange.getResponse());
        return pages.model(problem, TraceId.of(exchange), exchange)
                .flatMap(model -> ServerResponse.status(problem.status())
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .render("error", model))
                .flatMap(page -> page.writeTo(exchange, context));
    }
}
