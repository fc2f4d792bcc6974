package dev.waymark.local.pages;

import dev.waymark.local.SystemStatus;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.sms.SmsInbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Mono;

/** Templates, words and frame of these pages; an engine of our own, so that the gateway's stays as it is. */
final class PageRenderer {

    private static final String LANGUAGE = "lang";
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.forLanguageTag("ru"));

    private final SpringTemplateEngine templates;
    private final MailInbox mail;
    private final SmsInbox sms;
    private final SystemStatus status;

    PageRenderer(MailInbox mail, SmsInbox sms, SystemStatus status) {
        this.templates = engine();
        this.mail = mail;
        this.sms = sms;
        this.status = status;
    }

    Mono<ServerResponse> page(ServerRequest request, String template, Map<String, Object> model) {
        var locale = language(request);
        var all = new HashMap<>(model);
        all.put("lang", locale.getLanguage());
        all.put("page", template);
        all.put("mailCount", mail.mails().size());
        all.put("smsCount", sms.messages().size());
        all.put("metricsUrl", status.metricsUrl());
        all.put("when", new DisplayFormats(locale, ZoneId.systemDefault()));
        var html = templates.process(template, new Context(locale, all));
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .headers(headers -> headers.setVary(List.of(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)))
                .cookies(cookies -> request.queryParam(LANGUAGE)
                        .ifPresent(chosen -> cookies.add(
                                LANGUAGE,
                                ResponseCookie.from(LANGUAGE, locale.getLanguage())
                                        .path("/")
                                        .maxAge(Duration.ofDays(365))
                                        .sameSite("Lax")
                                        .build())))
                .bodyValue(html);
    }

    private static Locale language(ServerRequest request) {
        var chosen = request.queryParam(LANGUAGE)
                .or(() -> request.cookies().getOrDefault(LANGUAGE, List.of()).stream()
                        .map(cookie -> cookie.getValue())
                        .findFirst())
                .map(Locale::forLanguageTag)
                .filter(LANGUAGES::contains);
        return chosen.orElseGet(() -> {
            var asked = Locale.lookup(request.headers().acceptLanguage(), LANGUAGES);
            return asked == null ? Locale.ENGLISH : asked;
        });
    }

    private static SpringTemplateEngine engine() {
        var files = new ClassLoaderTemplateResolver(PageRenderer.class.getClassLoader());
        files.setPrefix("local/templates/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var words = new ResourceBundleMessageSource();
        words.setBasename("local/messages");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        engine.setTemplateEngineMessageSource(words);
        return engine;
    }
}
