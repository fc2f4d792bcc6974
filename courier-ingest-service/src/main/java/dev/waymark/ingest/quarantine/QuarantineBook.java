package dev.waymark.ingest.quarantine;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The log of the quarantine, folded: what came, and what has been settled since. Bodies are not kept. */
public final class QuarantineBook {

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private boolean complete = true;

    /** A webhook that came. One that comes again after it was settled waits again: the mapping cannot read it any more. */
    public void kept(QuarantinedWebhook webhook, Position position) {
        var raw = webhook.raw();
        var before = entries.get(raw.rawId());
        entries.put(
                raw.rawId(),
                new Entry(
                        raw.rawId(),
                        raw.courier(),
                        raw.receivedAt(),
                        webhook.reason(),
                        raw.body().length,
                        before == null ? 1 : before.told() + 1,
                        position,
                        null));
    }

    /** That the webhook need not be read any more. Of one that is older than what was read nothing is known. */
    public void settled(String rawId, Instant at) {
        entries.computeIfPresent(rawId, (id, entry) -> entry.settled(at));
    }

    /** There was more in the log than may be read at once. */
    public void olderIsLeftOut() {
        complete = false;
    }

    public boolean isComplete() {
        return complete;
    }

    Optional<Entry> entry(String rawId) {
        return Optional.ofNullable(entries.get(rawId));
    }

    /** What waits, the newest first. */
    List<Entry> waiting(@Nullable String courier) {
        return entries.values().stream()
                .filter(Entry::isWaiting)
                .filter(entry -> courier == null || entry.courier().value().equals(courier))
                .sorted(Entry.NEWEST_FIRST)
                .toList();
    }

    /** How many wait of each courier. */
    Map<String, Integer> waitingByCourier() {
        var counts = new TreeMap<String, Integer>();
        waiting(null).forEach(entry -> counts.merge(entry.courier().value(), 1, Integer::sum));
        return counts;
    }
}
