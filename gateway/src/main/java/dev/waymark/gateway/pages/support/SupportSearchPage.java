package dev.waymark.gateway.pages.support;

import dev.waymark.contract.view.SearchResult;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.wording.DeliveryWindow;
import dev.waymark.wording.LocalizedContext;
import java.util.List;
import java.util.Map;

/** What the desk's search box found, each order with what it was found by; where nothing was, what may be meant. */
public record SupportSearchPage(String query, List<String> searchedAs, String count, List<Row> rows, List<Row> near) {

    /** One order found. */
    public record Row(String href, String number, String name, Severity severity, String state, String matched) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public static SupportSearchPage of(String query, SearchResult result, LocalizedContext context) {
        var messages = context.messages();
        var rows = result.hits().stream()
                .map(hit -> row(hit, messages.get("desk.matched." + hit.matched()), context))
                .toList();
        return new SupportSearchPage(
                query,
                result.searchedAs().stream()
                        .map(as -> messages.get("desk.as." + as.by()) + " " + as.words())
                        .toList(),
                messages.get("desk.found", Map.of("n", rows.size())),
                rows,
                result.near().stream().map(near -> near(near, context)).toList());
    }

    private static Row near(SearchResult.SimilarOrder near, LocalizedContext context) {
        var hit = near.order();
        var what = context.messages().get("desk.as." + hit.matched());
        return row(hit, context.messages().get("desk.near", Map.of("what", what, "number", near.number())), context);
    }

    private static Row row(SearchResult.Hit hit, String why, LocalizedContext context) {
        var messages = context.messages();
        var tag = messages.get("tag." + hit.summary().status());
        var expected = DeliveryWindow.of(hit.eta());
        var severity = hit.summary().actionRequired()
                ? Severity.ASK
                : Severity.of(hit.summary().status());
        return new Row(
                Links.path("support", "orders", hit.orderNumber()),
                hit.orderNumber(),
                hit.name() == null ? "" : hit.name(),
                severity,
                expected == null || severity == Severity.DONE ? tag : tag + " · " + context.days(expected),
                why);
    }
}
