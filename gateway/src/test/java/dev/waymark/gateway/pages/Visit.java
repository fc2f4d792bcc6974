package dev.waymark.gateway.pages;

import java.util.LinkedHashMap;
import java.util.Map;

/** The way to one page: opened, or answered to a form with {@code typed} in it. */
record Visit(String path, Map<String, String> typed) {

    static Visit to(String path) {
        return new Visit(path, Map.of());
    }

    Visit typing(String field, String text) {
        var more = new LinkedHashMap<>(typed);
        more.put(field, text);
        return new Visit(path, more);
    }

    void in(String language, Browser browser) {
        browser.open(path + (path.contains("?") ? "&" : "?") + "lang=" + language);
        if (!typed.isEmpty()) {
            browser.send(typed);
        }
    }

    @Override
    public String toString() {
        return typed.isEmpty() ? path : path + " " + typed;
    }
}
