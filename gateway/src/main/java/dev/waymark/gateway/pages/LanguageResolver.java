package dev.waymark.gateway.pages;

import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.wording.Language;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleLocaleContext;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.server.i18n.LocaleContextResolver;
import reactor.core.publisher.Mono;

/**
 * In which language to answer: the one chosen here, else the order's, else the browser's, else the shop's. Also what the
 * framework asks for the locale, so that JSON and pages speak one language.
 */
@Component("localeContextResolver")
public final class LanguageResolver implements LocaleContextResolver, WebFilter {

    private static final String NAME = "lang";
    private static final Duration KEPT = Duration.ofDays(365);

    private static final String OF_THE_ANSWER = LanguageResolver.class.getName();

    private final Language shops;
    private final boolean secure;

    public LanguageResolver(ShopSettings shop, SessionSettings sessions) {
        this.shops = shop.language();
        this.secure = sessions.secure();
    }

    /** For a page about an order. */
    public Language of(ServerWebExchange exchange, String orderLanguage) {
        return chosen(exchange).or(() -> Language.of(orderLanguage)).orElseGet(() -> browsers(exchange));
    }

    /** For any other page. */
    public Language of(ServerWebExchange exchange) {
        return chosen(exchange).orElseGet(() -> browsers(exchange));
    }

    /** For a program: one that states none is a developer's, wherever the shop is. */
    public Language ofProgram(ServerWebExchange exchange) {
        return chosen(exchange).or(() -> preferred(exchange)).orElse(Language.root());
    }

    /** Has the headers of the answer name the language that its page is in. */
    void answerIn(Language language, ServerWebExchange exchange) {
        exchange.getAttributes().put(OF_THE_ANSWER, language);
    }

    /** Keeps a choice made by the link in the header. */
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        asked(exchange)
                .ifPresent(language -> exchange.getResponse()
                        .addCookie(ResponseCookie.from(NAME, language.code())
                                .path("/")
                                .maxAge(KEPT)
                                .httpOnly(true)
                                .secure(secure)
                                .sameSite("Lax")
                                .build()));
        return chain.filter(exchange);
    }

    @Override
    public LocaleContext resolveLocaleContext(ServerWebExchange exchange) {
        return new SimpleLocaleContext(
                exchange.getAttributeOrDefault(OF_THE_ANSWER, of(exchange)).locale());
    }

    @Override
    public void setLocaleContext(ServerWebExchange exchange, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("The language is chosen by ?lang=");
    }

    private static Optional<Language> chosen(ServerWebExchange exchange) {
        return asked(exchange)
                .or(() -> Optional.ofNullable(exchange.getRequest().getCookies().getFirst(NAME))
                        .map(HttpCookie::getValue)
                        .flatMap(Language::of));
    }

    private static Optional<Language> asked(ServerWebExchange exchange) {
        return Language.of(exchange.getRequest().getQueryParams().getFirst(NAME));
    }

    private Language browsers(ServerWebExchange exchange) {
        return preferred(exchange).orElse(shops);
    }

    private static Optional<Language> preferred(ServerWebExchange exchange) {
        return Language.preferred(exchange.getRequest().getHeaders().getAcceptLanguage());
    }
}
