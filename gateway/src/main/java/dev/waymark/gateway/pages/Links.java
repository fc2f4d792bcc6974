package dev.waymark.gateway.pages;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Addresses within the site. An order's number may hold any character, also a slash. */
public final class Links {

    private Links() {}

    public static String path(String... segments) {
        return Arrays.stream(segments)
                .map(segment -> "/" + UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    public static String query(String path, String name, String value) {
        return path + (path.indexOf('?') < 0 ? "?" : "&") + name + "=" + UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
