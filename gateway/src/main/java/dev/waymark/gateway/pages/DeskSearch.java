package dev.waymark.gateway.pages;

import dev.waymark.gateway.services.SearchResult;
import java.util.List;
import java.util.Map;

/** What the desk's search box found, each order with what it was found by; where nothing was, what may be meant. */
record DeskSearch(String query, List<String> searchedAs, String count, List<Row> rows, List<Row> near) {

    /** One order found. */
    record Row(String href, String number, String name, Tone tone, String state, String matched) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    static DeskSearch of(String query, SearchResult result, Dates dates) {
        var texts = dates.texts();
        var rows = result.hits().stream()
                .map(hit -> row(hit, texts.say("desk.matched." + hit.matched()), dates))
                .toList();
        return new DeskSearch(
                query,
                result.searchedAs().stream()
                        .map(as -> texts.say("desk.as." + as.by()) + " " + as.words())
                        .toList(),
                texts.say("desk.found", Map.of("n", rows.size())),
                rows,
                result.near().stream().map(near -> near(near, dates)).toList());
    }

    private static Row near(SearchResult.Near near, Dates dates) {
        var hit = near.order();
        var what = dates.texts().say("desk.as." + hit.matched());
        return row(hit, dates.texts().say("desk.near", Map.of("what", what, "number", near.number())), dates);
    }

    private static Row row(SearchResult.Hit hit, String why, Dates dates) {
        var texts = dates.texts();
        var tag = texts.say("tag." + hit.headline().status());
        var expected = Window.of(hit.eta());
        var tone = hit.headline().needsYou() ? Tone.ASK : Tone.of(hit.headline().status());
        return new Row(
                Links.path("support", "orders", hit.orderNumber()),
                hit.orderNumber(),
                hit.name() == null ? "" : hit.name(),
                tone,
                expected == null || tone == Tone.DONE ? tag : tag + " · " + dates.days(expected),
                why);
    }
}
