package dev.waymark.notifications.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.notifications.texts.Letter;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Sets a letter as HTML: styles inline, no pictures, nothing fetched from anywhere, readable in dark mode. */
final class LetterHtml {

    private final TemplateEngine engine = new TemplateEngine();

    LetterHtml() {
        var resolver = new ClassLoaderTemplateResolver(LetterHtml.class.getClassLoader());
        resolver.setPrefix("notification-service/templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(UTF_8.name());
        engine.setTemplateResolver(resolver);
    }

    String set(Letter letter) {
        var context = new Context(letter.language().locale());
        context.setVariable("letter", letter);
        context.setVariable("lang", letter.language().locale().toLanguageTag());
        context.setVariable("tone", name(letter.tone()));
        context.setVariable("colour", colour(letter.tone()));
        return engine.process("letter", context);
    }

    private static String name(Letter.Tone tone) {
        return switch (tone) {
            case GO -> "go";
            case ASK -> "ask";
            case DONE -> "done";
        };
    }

    private static String colour(Letter.Tone tone) {
        return switch (tone) {
            case GO -> "#0b6b4f";
            case ASK -> "#8f4a00";
            case DONE -> "#2b5fa8";
        };
    }
}
