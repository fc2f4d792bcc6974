package dev.waymark.notifications.texts;

import java.util.Locale;
import java.util.Optional;

/** A language we write in. */
public enum Language {
    RU("ru"),
    EN("en");

    private final Locale locale;

    Language(String tag) {
        this.locale = Locale.forLanguageTag(tag);
    }

    public Locale locale() {
        return locale;
    }

    /** The one for a BCP 47 tag such as {@code ru} or {@code en-GB}; empty for those we do not write. */
    static Optional<Language> of(String tag) {
        var wanted = Locale.forLanguageTag(tag).getLanguage();
        for (var language : values()) {
            if (language.locale.getLanguage().equals(wanted)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
