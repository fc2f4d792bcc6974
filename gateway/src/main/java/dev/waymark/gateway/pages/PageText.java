package dev.waymark.gateway.pages;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Small print: facts in one line. */
public final class PageText {

    private PageText() {}

    /** Those that are known, with a dot between them. */
    public static String line(@Nullable String... facts) {
        return Arrays.stream(facts).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }
}
