package dev.waymark.gateway.pages;

import dev.waymark.gateway.services.SearchResult;
import java.util.List;
import java.util.Map;

/** What the desk's search box found, each order with what it was found by. */
record DeskSearch(String query, List<String> searchedAs, String count, List<Row> rows) {

    /** One order found. */
    record Row(String href, String number, String name, Tone tone, String state, String matched) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    static DeskSearch of(String query, SearchResult result, Dates dates) {
        var texts = dates.texts();
        var rows = result.hits().stream().map(hit -> row(hit, dates)).toList();
        return new DeskSearch(
                query,
                result.searchedAs().stream()
                        .map(as -> texts.say("desk.as." + as.by()) + " " + as.words())
                        .toList(),
                texts.say("desk.found", Map.of("n", rows.size())),
                rows);
    }

    private static Row row(SearchResult.Hit hit, Dates dates) {
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
                texts.say("desk.matched." + hit.matched()));
    }
}
