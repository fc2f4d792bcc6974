package dev.waymark.gateway.pages;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.SpringWebFluxTemplateEngine;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** The parts of the pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShopSettings.class)
class PagesConfiguration {

    @Bean
    Assets assets() {
        return new Assets();
    }

    /** Also what the framework asks for the locale, so that JSON and pages speak one language. */
    @Bean
    LanguageResolver localeContextResolver(ShopSettings shop) {
        return new LanguageResolver(shop);
    }

    @Bean
    PageRenderer renderer(ShopSettings shop, LanguageResolver languages, Assets assets, Clock clock) {
        return new PageRenderer(shop, languages, assets, clock);
    }

    @Bean
    ErrorPage.Factory errorPages(PageRenderer renderer) {
        return new ErrorPage.Factory(renderer);
    }

    /** In a folder of our own: other services' templates may lie on the same class path. */
    @Bean
    SpringResourceTemplateResolver defaultTemplateResolver(ApplicationContext context) {
        var templates = new SpringResourceTemplateResolver();
        templates.setApplicationContext(context);
        templates.setPrefix("classpath:/gateway/templates/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return templates;
    }

    @Bean
    SpringWebFluxTemplateEngine templateEngine(SpringResourceTemplateResolver templates) {
        var engine = new SpringWebFluxTemplateEngine();
        engine.addTemplateResolver(templates);
        engine.setEnableSpringELCompiler(false);
        return engine;
    }
}
