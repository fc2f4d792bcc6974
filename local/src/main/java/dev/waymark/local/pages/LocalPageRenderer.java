package dev.waymark.local.pages;

import dev.waymark.local.SystemStatus;
import dev.waymark.local.mail.MailInbox;
import dev.waymark.local.sms.SmsInbox;
import dev.waymark.wording.Language;
import dev.waymark.wording.MessageBundle;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import reactor.core.publisher.Mono;

/** Templates, messages and frame of these pages; an engine of our own, so that the gateway's stays as it is. */
final class LocalPageRenderer {

    private final SpringTemplateEngine templates;
    private final MailInbox mail;
    private final SmsInbox sms;
    private final SystemStatus status;

    LocalPageRenderer(MailInbox mail, SmsInbox sms, SystemStatus status) {
        this.templates = engine();
        this.mail = mail;
        this.sms = sms;
        this.status = status;
    }

    Mono<ServerResponse> page(ServerRequest request, String template, Map<String, Object> model) {
        var language = language(request);
        var all = new HashMap<>(model);
        all.put("messages", MessageBundle.of("local", language));
        all.put("page", template);
        all.put("mailCount", mail.mails().size());
        all.put("smsCount", sms.messages().size());
        all.put("metricsUrl", status.metricsUrl());
        all.put("when", new DisplayFormats(language.locale(), ZoneId.systemDefault()));
        var html = templates.process(template, new Context(language.locale(), all));
        return ServerResponse.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .headers(headers -> headers.setVary(List.of(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)))
                .bodyValue(html);
    }

    /** As the gateway chooses it, whose filter keeps the choice, but for whoever prefers none of ours. */
    private static Language language(ServerRequest request) {
        return request.queryParam("lang")
                .or(() ->
                        Optional.ofNullable(request.cookies().getFirst("lang")).map(HttpCookie::getValue))
                .flatMap(Language::of)
                .or(() -> Language.preferred(request.headers().acceptLanguage()))
                .orElse(Language.root());
    }

    private static SpringTemplateEngine engine() {
        var files = new ClassLoaderTemplateResolver(LocalPageRenderer.class.getClassLoader());
        files.setPrefix("local/templates/");
        files.setSuffix(".html");
        files.setTemplateMode(TemplateMode.HTML);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        return engine;
    }
}
