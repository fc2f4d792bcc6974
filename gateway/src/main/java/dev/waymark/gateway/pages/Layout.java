package dev.waymark.gateway.pages;

import dev.waymark.wording.Language;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: the shop, the languages, the ways to the other pages.
 *
 * @param path of this page, for the link to itself in another language
 */
public record Layout(
        Language language,
        String shop,
        @Nullable String help,
        String path,
        boolean signedIn,
        boolean support,
        boolean administrator,
        Assets assets) {

    public String asset(String name) {
        return assets.url(name);
    }

    /** The favicon in the colour of what the page says. */
    public String icon(String severity) {
        return assets.url("mark-" + severity + ".svg");
    }

    /** Where a question goes; a mail begins with what it is about, for people leave the number out. */
    public @Nullable String helpAbout(@Nullable String subject) {
        return help == null || subject == null || !help.startsWith("mailto:") || help.contains("?")
                ? help
                : Links.query(help, "subject", subject);
    }

    /** This page in another language. */
    public String in(Language other) {
        return path + "?lang=" + other.code();
    }
}
