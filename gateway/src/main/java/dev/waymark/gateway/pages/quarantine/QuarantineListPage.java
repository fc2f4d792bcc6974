package dev.waymark.gateway.pages.quarantine;

import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of what waits in quarantine.
 *
 * @param courier the one whose are shown; absent when all are
 * @param older what to say when there were more than could be looked at
 */
public record QuarantineListPage(
        @Nullable String courier,
        List<Chip> chips,
        String count,
        List<Row> rows,
        @Nullable String nextHref,
        boolean isFirst,
        @Nullable String older,
        @Nullable Done done) {

    private static final String HERE = "/support/quarantine";

    /** A courier to show alone. */
    public record Chip(String href, String name, boolean current) {}

    /** One webhook in short. */
    public record Row(String href, String courier, String when, String reason, String facts) {}

    /**
     * What came of reading all once more.
     *
     * @param reasons of those that are still unreadable
     * @param left to go on with; absent when none is
     */
    public record Done(
            Severity severity,
            String what,
            List<String> reasons,
            @Nullable Left left) {}

    /** Those that one call did not take. */
    public record Left(String what, String cursor) {}

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public Severity severity() {
        return rows.isEmpty() ? Severity.DONE : Severity.ASK;
    }

    public static QuarantineListPage of(
            QuarantinePage page,
            @Nullable String courier,
            boolean isFirst,
            @Nullable ReplayAllResponse done,
            LocalizedContext context) {
        var messages = context.messages();
        return new QuarantineListPage(
                courier,
                chips(page, courier, messages),
                messages.get("quarantine.count", Map.of("n", page.waiting())),
                page.entries().stream().map(entry -> row(entry, context)).toList(),
                page.next() == null ? null : next(courier, page.next()),
                isFirst,
                page.complete() ? null : messages.get("quarantine.older"),
                done == null ? null : done(done, messages));
    }

    private static List<Chip> chips(QuarantinePage page, @Nullable String courier, MessageBundle messages) {
        var chips = new ArrayList<Chip>();
        chips.add(new Chip(HERE, messages.get("quarantine.all"), courier == null));
        page.couriers()
                .forEach((code, waiting) -> chips.add(
                        new Chip(Links.query(HERE, "courier", code), code + " " + waiting, code.equals(courier))));
        return chips;
    }

    private static Row row(QuarantineEntry entry, LocalizedContext context) {
        return new Row(
                Links.path("support", "quarantine", entry.rawId()),
                entry.courier().value(),
                context.listed(entry.receivedAt()),
                entry.reason(),
                QuarantinedPage.facts(entry, context.messages()));
    }

    private static String next(@Nullable String courier, String cursor) {
        var here = Links.query(HERE, "cursor", cursor);
        return courier == null
                ? here
                : here + "&" + Links.query("", "courier", courier).substring(1);
    }

    private static Done done(ReplayAllResponse all, MessageBundle messages) {
        return new Done(
                all.unmappable() + all.notConnected() == 0 ? Severity.DONE : Severity.ASK,
                messages.get(
                        "quarantine.done",
                        Map.of(
                                "published", all.published(),
                                "nothingNew", all.ignored(),
                                "unreadable", all.unmappable() + all.notConnected())),
                all.reasons().entrySet().stream()
                        .map(reason -> reason.getKey() + " · " + reason.getValue())
                        .toList(),
                all.next() == null
                        ? null
                        : new Left(messages.get("quarantine.left", Map.of("n", all.left())), all.next()));
    }
}
