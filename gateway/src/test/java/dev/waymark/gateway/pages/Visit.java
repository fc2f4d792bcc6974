package dev.waymark.gateway.pages;

import java.util.LinkedHashMap;
import java.util.Map;

/** The way to one page: opened, or answered to its form, sent with {@code typed} in it. */
record Visit(String path, boolean isSent, Map<String, String> typed) {

    static Visit to(String path) {
        return new Visit(path, false, Map.of());
    }

    Visit typing(String field, String text) {
        var more = new LinkedHashMap<>(typed);
        more.put(field, text);
        return new Visit(path, true, more);
    }

    /** Its form as it is. */
    Visit sending() {
        return new Visit(path, true, typed);
    }

    void in(String language, Browser browser) {
        browser.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        if (isSent) {
            browser.send(typed);
        }
    }

    @Override
    public String toString() {
        return isSent ? path + " " + typed : path;
    }
}
