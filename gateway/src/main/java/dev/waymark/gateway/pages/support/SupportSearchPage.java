package dev.waymark.gateway.pages.support;

import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.Severity;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageText;
import dev.waymark.wording.LocalizedContext;
import java.util.List;
import java.util.Map;

/** What the desk's search box found, each order with what it was found by; where nothing was, what may be meant. */
public record SupportSearchPage(SearchResult result, List<Row> rows, List<Row> near) {

    /** One order found. */
    public record Row(SearchResult.Hit hit, String href, Severity severity, String state, String matched) {}

    static SupportSearchPage of(SearchResult result, LocalizedContext context) {
        var messages = context.messages();
        var rows = result.hits().stream()
                .map(hit -> row(hit, messages.get("desk.matched." + hit.matched()), context))
                .toList();
        return new SupportSearchPage(
                result,
                rows,
                result.near().stream().map(near -> near(near, context)).toList());
    }

    private static Row near(SearchResult.SimilarOrder near, LocalizedContext context) {
        var hit = near.order();
        var what = context.messages().get("desk.as." + hit.matched());
        return row(hit, context.messages().get("desk.near", Map.of("what", what, "number", near.number())), context);
    }

    private static Row row(SearchResult.Hit hit, String matched, LocalizedContext context) {
        var facts = hit.summary().presentation();
        var expected = facts.upcoming();
        var state = PageText.line(
                context.messages().get("tag." + facts.status()), expected == null ? null : context.days(expected));
        return new Row(hit, Links.path("support", "orders", hit.orderNumber()), facts.severity(), state, matched);
    }
}
