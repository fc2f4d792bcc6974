package dev.waymark.ingest.quarantine;

import dev.waymark.contract.view.QuarantineEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The quarantine topic, folded: which webhooks came, and which are resolved since. Bodies are not kept. */
public final class QuarantineView {

    /** By id within one moment, so that pages join. */
    private static final Comparator<QuarantineEntry> NEWEST_FIRST =
            Comparator.comparing(QuarantineEntry::receivedAt).reversed().thenComparing(QuarantineEntry::rawId);

    private final Map<String, QuarantineEntry> entries = new LinkedHashMap<>();
    /** Where each webhook came last. */
    private final Map<String, QuarantineOffset> offsets = new HashMap<>();

    private boolean complete = true;

    /** Adds a webhook. One that comes again after it was resolved waits again: the mapping cannot read it any more. */
    public void add(QuarantinedWebhook webhook, QuarantineOffset offset) {
        var raw = webhook.raw();
        var rawId = raw.rawId();
        var known = entries.get(rawId);
        var occurrences = known == null ? 1 : known.occurrences() + 1;
        var entry = new QuarantineEntry(
                rawId, raw.courier(), raw.receivedAt(), webhook.reason(), raw.body().length, occurrences, null);
        entries.put(rawId, entry);
        offsets.put(rawId, offset);
    }

    /** Marks a webhook as resolved. One that is older than what was read of the topic is ignored. */
    public void resolve(String rawId, Instant at) {
        entries.computeIfPresent(rawId, (_, entry) -> entry.resolved(at));
    }

    /** This view, once the topic is read; not complete when the topic holds more than may be read at once. */
    public QuarantineView completed(boolean isComplete) {
        complete = isComplete;
        return this;
    }

    boolean isComplete() {
        return complete;
    }

    Optional<QuarantineEntry> entry(String rawId) {
        return Optional.ofNullable(entries.get(rawId));
    }

    /** Where a webhook of this view is. */
    QuarantineOffset offset(String rawId) {
        return Objects.requireNonNull(offsets.get(rawId));
    }

    /** Unresolved webhooks, the newest first. */
    List<QuarantineEntry> waiting(@Nullable String courier) {
        return entries.values().stream()
                .filter(entry -> entry.resolvedAt() == null)
                .filter(entry -> courier == null || entry.courier().value().equals(courier))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    Map<String, Integer> waitingByCourier() {
        var counts = new TreeMap<String, Integer>();
        waiting(null).forEach(entry -> counts.merge(entry.courier().value(), 1, Integer::sum));
        return counts;
    }
}
