package dev.waymark.gateway.pages;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The parts of the pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopSettings.class)
@Import({Assets.class, PageRenderer.class})
class PagesConfiguration {

    /** Also what the framework asks for the locale, so that JSON and pages speak one language. */
    @Bean
    LanguageResolver localeContextResolver(ShopSettings shop) {
        return new LanguageResolver(shop);
    }

    @Bean
    ErrorPage.Factory errorPages(PageRenderer renderer) {
        return new ErrorPage.Factory(renderer);
    }
}
