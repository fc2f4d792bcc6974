package dev.waymark.ingest.quarantine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The quarantine topic, folded: which webhooks came, and which are resolved since. Bodies are not kept. */
public final class QuarantineView {

    private final Map<String, QuarantinedEntry> entries = new LinkedHashMap<>();
    private boolean complete = true;

    /** Adds a webhook. One that comes again after it was resolved waits again: the mapping cannot read it any more. */
    public void add(QuarantinedWebhook webhook, QuarantineOffset offset) {
        var raw = webhook.raw();
        var known = entries.get(raw.rawId());
        entries.put(
                raw.rawId(),
                new QuarantinedEntry(
                        raw.rawId(),
                        raw.courier(),
                        raw.receivedAt(),
                        webhook.reason(),
                        raw.body().length,
                        known == null ? 1 : known.occurrences() + 1,
                        offset,
                        null));
    }

    /** Marks a webhook as resolved. One that is older than what was read of the topic is ignored. */
    public void resolve(String rawId, Instant at) {
        entries.computeIfPresent(rawId, (_, entry) -> entry.resolved(at));
    }

    /** The topic holds more than may be read at once. */
    public void markIncomplete() {
        complete = false;
    }

    public boolean isComplete() {
        return complete;
    }

    Optional<QuarantinedEntry> entry(String rawId) {
        return Optional.ofNullable(entries.get(rawId));
    }

    /** Unresolved webhooks, the newest first. */
    List<QuarantinedEntry> waiting(@Nullable String courier) {
        return entries.values().stream()
                .filter(QuarantinedEntry::isWaiting)
                .filter(entry -> courier == null || entry.courier().value().equals(courier))
                .sorted(QuarantinedEntry.NEWEST_FIRST)
                .toList();
    }

    Map<String, Integer> waitingByCourier() {
        var counts = new TreeMap<String, Integer>();
        waiting(null).forEach(entry -> counts.merge(entry.courier().value(), 1, Integer::sum));
        return counts;
    }
}
