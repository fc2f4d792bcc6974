package dev.waymark.ingest.quarantine;

import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.Reading;
import dev.waymark.ingest.courier.Shape;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.intake.TrackingLog;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists what waits in quarantine, shows it without people's data, and reads it once more. */
public final class QuarantineDesk {

    private static final Logger log = LoggerFactory.getLogger(QuarantineDesk.class);

    private static final long MOST_BYTES = 16 << 20;

    private final QuarantineLog quarantine;
    private final Couriers couriers;
    private final TrackingLog trackingLog;
    private final ReplayLedger ledger;
    private final Clock clock;
    private final int atOnce;

    /** @param atOnce how many are replayed by one call at most */
    public QuarantineDesk(
            QuarantineLog quarantine,
            Couriers couriers,
            TrackingLog trackingLog,
            ReplayLedger ledger,
            Clock clock,
            int atOnce) {
        this.quarantine = quarantine;
        this.couriers = couriers;
        this.trackingLog = trackingLog;
        this.ledger = ledger;
        this.clock = clock;
        this.atOnce = atOnce;
    }

    /** What waits, the newest first, after {@code cursor} of the page before. */
    public Mono<Page> list(@Nullable String courier, @Nullable Cursor cursor, int limit) {
        return quarantine.book().map(book -> {
            var waiting = book.waiting(courier);
            var rest = waiting.stream()
                    .filter(entry -> cursor == null || cursor.isBefore(entry))
                    .toList();
            var shown = rest.subList(0, Math.min(limit, rest.size()));
            return new Page(
                    shown,
                    shown.size() < rest.size() ? Cursor.after(shown.get(shown.size() - 1)) : null,
                    waiting.size(),
                    book.waitingByCourier(),
                    book.isComplete());
        });
    }

    /** One of them with its payload, masked; empty when there is none of that id. */
    public Mono<Shown> show(String rawId) {
        return quarantine
                .book()
                .flatMap(book -> Mono.justOrEmpty(book.entry(rawId)))
                .flatMap(entry -> whole(entry).map(webhook -> new Shown(entry, headers(webhook), masked(webhook))));
    }

    /** Reads one once more; empty when there is none of that id. */
    public Mono<Replay> replay(String rawId) {
        return quarantine
                .book()
                .flatMap(book -> Mono.justOrEmpty(book.entry(rawId)))
                .flatMap(entry -> entry.settledAt() != null
                        ? Mono.just(counted(entry, new Replay.AlreadySettled(rawId, entry.settledAt())))
                        : whole(entry).flatMap(this::replay));
    }

    /**
     * Reads those of a courier once more that wait, from the oldest on: so its news come in the order in which they
     * happened.
     *
     * @param cursor where the call before ended, for what one call may not take
     */
    public Mono<ReplayedAll> replayAll(String courier, @Nullable Cursor cursor) {
        return quarantine.book().flatMap(book -> {
            var wanted = book.waiting(courier).stream()
                    .filter(entry -> cursor == null || cursor.isAfter(entry))
                    .sorted(Entry.NEWEST_FIRST.reversed())
                    .toList();
            return wanted.isEmpty()
                    ? Mono.just(ReplayedAll.NONE)
                    : replay(wanted.subList(0, fitting(wanted)), wanted.size());
        });
    }

    private Mono<ReplayedAll> replay(List<Entry> entries, int wanted) {
        return quarantine
                .at(entries.stream().map(Entry::position).toList())
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::replay)
                .collectList()
                .map(replays -> {
                    var left = wanted - entries.size();
                    return ReplayedAll.of(
                            replays, left, left == 0 ? null : Cursor.after(entries.get(entries.size() - 1)));
                });
    }

    /** How many of them one call takes: at least one, and as many as may be in memory together. */
    private int fitting(List<Entry> entries) {
        var count = 0;
        var bytes = 0L;
        while (count < Math.min(atOnce, entries.size())) {
            bytes += entries.get(count).size();
            if (count > 0 && bytes > MOST_BYTES) {
                break;
            }
            count++;
        }
        return count;
    }

    private Mono<Replay> replay(QuarantinedWebhook webhook) {
        var raw = webhook.raw();
        return couriers.named(raw.courier().value())
                .map(courier -> replay(courier, recalled(courier, webhook)))
                .orElseGet(() -> Mono.just(new Replay.NotConnected(raw.rawId())))
                .doOnNext(replay -> told(webhook, replay));
    }

    private Mono<Replay> replay(Courier courier, VerifiedPayload payload) {
        return courier.read(payload)
                .match(
                        tracked -> trackingLog
                                .append(payload, tracked.events())
                                .then(settle(payload))
                                .thenReturn(published(payload, tracked)),
                        nothingNew -> (nothingNew.kept() ? trackingLog.append(payload, List.of()) : Mono.<Void>empty())
                                .then(settle(payload))
                                .thenReturn(new Replay.NothingNew(payload.rawId(), nothingNew.reason())),
                        unreadable -> Mono.just(new Replay.StillUnreadable(payload.rawId(), unreadable.reason())));
    }

    private static Replay published(VerifiedPayload payload, Reading.Tracked tracked) {
        return new Replay.Published(payload.rawId(), tracked.events().size(), tracked.unmapped());
    }

    /** After the events, never before: between the two a crash makes us read it again, which changes nothing. */
    private Mono<Void> settle(VerifiedPayload payload) {
        return Mono.defer(() -> quarantine.settle(payload.courier(), payload.rawId(), clock.instant()));
    }

    private Mono<QuarantinedWebhook> whole(Entry entry) {
        return quarantine
                .at(List.of(entry.position()))
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private String masked(QuarantinedWebhook webhook) {
        return couriers.named(webhook.raw().courier().value())
                .map(courier -> courier.masked(recalled(courier, webhook)))
                .orElseGet(() -> Shape.of(webhook.raw().body()));
    }

    private static Map<String, String> headers(QuarantinedWebhook webhook) {
        var shown = new TreeMap<String, String>();
        webhook.raw().headers().forEach((name, value) -> shown.put(name, header(name, value)));
        return shown;
    }

    /** A proof is good for its own body only, but nobody at a desk needs it. */
    private static String header(String name, String value) {
        return name.equals("content-type") ? value : Shape.of(value);
    }

    private static VerifiedPayload recalled(Courier courier, QuarantinedWebhook webhook) {
        return courier.recall(
                webhook.raw().headers(), webhook.raw().body(), webhook.raw().receivedAt());
    }

    private Replay counted(Entry entry, Replay replay) {
        ledger.replayed(entry.courier().value(), replay);
        return replay;
    }

    private void told(QuarantinedWebhook webhook, Replay replay) {
        ledger.replayed(webhook.raw().courier().value(), replay);
        log.atInfo()
                .addKeyValue("courier", webhook.raw().courier())
                .addKeyValue("rawId", webhook.raw().rawId())
                .addKeyValue("outcome", replay.getClass().getSimpleName())
                .log("Quarantined webhook replayed");
    }

    /**
     * Where a page ends.
     *
     * @param rawId of its last entry
     */
    public record Cursor(Instant receivedAt, String rawId) {

        static Cursor after(Entry entry) {
            return new Cursor(entry.receivedAt(), entry.rawId());
        }

        /** Whether {@code entry} comes after it in a list with the newest first. */
        boolean isBefore(Entry entry) {
            return order(entry) < 0;
        }

        boolean isAfter(Entry entry) {
            return order(entry) > 0;
        }

        private int order(Entry entry) {
            var byTime = entry.receivedAt().compareTo(receivedAt);
            return byTime == 0 ? rawId.compareTo(entry.rawId()) : byTime;
        }
    }

    /**
     * One page of what waits.
     *
     * @param next where it ends; absent on the last page
     * @param waiting how many wait, on all pages
     * @param couriers how many wait of each courier
     * @param complete whether nothing older was left out
     */
    public record Page(
            List<Entry> entries, @Nullable Cursor next, int waiting, Map<String, Integer> couriers, boolean complete) {}

    /**
     * One entry as the desk may see it.
     *
     * @param payload masked
     */
    public record Shown(Entry entry, Map<String, String> headers, String payload) {}

    /**
     * What came of replaying all.
     *
     * @param reasons why those could not be read that still wait, and how many for each reason
     * @param left how many wait that were not tried: more than one call takes
     * @param next where to go on; absent when none is left
     */
    public record ReplayedAll(
            int published,
            int nothingNew,
            int unreadable,
            int notConnected,
            Map<String, Integer> reasons,
            int left,
            @Nullable Cursor next) {

        static final ReplayedAll NONE = of(List.of(), 0, null);

        static ReplayedAll of(List<Replay> replays, int left, @Nullable Cursor next) {
            var reasons = new TreeMap<String, Integer>();
            replays.forEach(replay -> {
                if (replay instanceof Replay.StillUnreadable unreadable) {
                    reasons.merge(unreadable.reason(), 1, Integer::sum);
                }
            });
            return new ReplayedAll(
                    count(replays, Replay.Published.class),
                    count(replays, Replay.NothingNew.class),
                    count(replays, Replay.StillUnreadable.class),
                    count(replays, Replay.NotConnected.class),
                    reasons,
                    left,
                    next);
        }

        private static int count(List<Replay> replays, Class<? extends Replay> kind) {
            return (int) replays.stream().filter(kind::isInstance).count();
        }
    }
}
