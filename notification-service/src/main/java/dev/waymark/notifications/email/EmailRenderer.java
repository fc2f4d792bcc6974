package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders an e-mail as HTML: styles inline, no pictures, nothing fetched from anywhere, readable in dark mode. */
final class EmailRenderer {

    private final TemplateEngine engine = new TemplateEngine();

    EmailRenderer() {
        var resolver = new ClassLoaderTemplateResolver(EmailRenderer.class.getClassLoader());
        resolver.setPrefix("notification-service/templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(UTF_8.name());
        engine.setTemplateResolver(resolver);
    }

    String html(EmailContent content) {
        var context = new Context(content.language().locale());
        context.setVariable("email", content);
        context.setVariable("lang", content.language().code());
        return engine.process("email", context);
    }
}
