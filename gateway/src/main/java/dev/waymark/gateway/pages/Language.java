package dev.waymark.gateway.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language that the pages are complete in. */
public enum Language {
    RU(Locale.forLanguageTag("ru-RU")),
    /** As written in Britain: the day before the month, 24 hours. */
    EN(Locale.forLanguageTag("en-GB"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    Locale locale() {
        return locale;
    }

    /** The value of {@code lang} attributes and of {@code ?lang=}. */
    public String code() {
        return locale.getLanguage();
    }

    public Language other() {
        return this == RU ? EN : RU;
    }

    /** The language of a tag such as {@code en-US}; empty when it is not one of ours. */
    static Optional<Language> of(@Nullable String tag) {
        var language = tag == null ? "" : Locale.forLanguageTag(tag).getLanguage();
        return Arrays.stream(values())
                .filter(ours -> ours.code().equals(language))
                .findFirst();
    }
}
