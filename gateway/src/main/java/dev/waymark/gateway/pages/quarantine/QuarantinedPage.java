package dev.waymark.gateway.pages.quarantine;

import dev.waymark.contract.view.QuarantineEntry;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One webhook in quarantine: why it is there, and what it looks like without what it says of people.
 *
 * @param waits whether it can still be read once more
 * @param done what came of reading it once more
 */
public record QuarantinedPage(
        String id,
        String courier,
        String reason,
        boolean waits,
        List<Fact> facts,
        List<Fact> headers,
        String payload,
        @Nullable Done done) {

    /** One line of a list of facts. */
    public record Fact(String name, String value) {}

    /** What came of reading it once more. */
    public record Done(
            Severity severity, String what, @Nullable String why) {}

    public Severity severity() {
        return waits ? Severity.ASK : Severity.DONE;
    }

    public String href() {
        return Links.path("support", "quarantine", id);
    }

    public String courierHref() {
        return Links.query("/support/quarantine", "courier", courier);
    }

    public static QuarantinedPage of(
            QuarantinedPayload webhook, @Nullable ReplayResponse done, LocalizedContext context) {
        var messages = context.messages();
        var entry = webhook.entry();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(messages.get("quarantine.courier"), entry.courier().value()));
        facts.add(new Fact(messages.get("quarantine.received"), context.listed(entry.receivedAt())));
        facts.add(new Fact(messages.get("quarantine.body"), facts(entry, messages)));
        if (entry.resolvedAt() != null) {
            facts.add(new Fact(messages.get("quarantine.settled"), context.listed(entry.resolvedAt())));
        }
        return new QuarantinedPage(
                entry.rawId(),
                entry.courier().value(),
                entry.reason(),
                entry.resolvedAt() == null,
                facts,
                webhook.headers().entrySet().stream()
                        .map(header -> new Fact(header.getKey(), header.getValue()))
                        .toList(),
                webhook.payload(),
                done == null ? null : done(done, context));
    }

    /** "2 341 bytes · told 3 times". */
    public static String facts(QuarantineEntry entry, MessageBundle messages) {
        var size = messages.get("quarantine.size", Map.of("n", entry.size()));
        return entry.occurrences() == 1
                ? size
                : size + " · " + messages.get("quarantine.told", Map.of("n", entry.occurrences()));
    }

    private static Done done(ReplayResponse replay, LocalizedContext context) {
        var severity = switch (replay.outcome()) {
            case PUBLISHED, IGNORED, ALREADY_RESOLVED -> Severity.DONE;
            case UNMAPPABLE, NOT_CONNECTED -> Severity.ASK;
        };
        var said = Map.<String, Object>of(
                "n", replay.events() == null ? 0 : replay.events(),
                "moment", replay.resolvedAt() == null ? "" : context.moment(replay.resolvedAt()));
        return new Done(
                severity, context.messages().get("quarantine.outcome." + replay.outcome(), said), replay.reason());
    }
}
