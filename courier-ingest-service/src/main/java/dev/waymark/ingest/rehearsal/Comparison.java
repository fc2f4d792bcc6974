package dev.waymark.ingest.rehearsal;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.ingest.courier.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Two readings of one webhook: by the mapping that counts and by the one on trial. What differs only because the version
 * does (the event's id, the version itself) is no difference.
 */
public record Comparison(Result result, List<Difference> differences) {

    /** How the mapping on trial did. */
    public enum Result {
        SAME,
        DIFFERENT,
        /** Only the mapping that counts could read it. */
        WORSE,
        /** Only the mapping on trial could read it. */
        BETTER;

        public String slug() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the mapping on trial does to a place. */
    public enum Change {
        CHANGED,
        ADDED,
        REMOVED
    }

    /**
     * One difference.
     *
     * @param place such as {@code checkpoints[].fact}
     * @param from what the mapping that counts says there, where it says one of our own words; else absent, for a report
     *     counts kinds and not values
     * @param to what the mapping on trial says there
     */
    public record Difference(
            String place,
            Change change,
            @Nullable String from,
            @Nullable String to) {}

    private static final String READING = "reading";
    private static final String EVENT = "events[]";
    private static final String CHECKPOINT = "checkpoints[]";
    private static final String CHECKPOINT_ID = CHECKPOINT + ".id";
    private static final String FACT = CHECKPOINT + ".fact";
    private static final String CHECKPOINTS = "checkpoints";

    /** What differs with the version alone, and what a comparison of checkpoints looks at by itself. */
    private static final Set<String> NOT_COMPARED = Set.of("id", "mappingVersion", CHECKPOINTS);

    /** Places that hold words of ours only. */
    private static final Set<String> WORDS = Set.of(
            FACT,
            "checkpoints[].direction",
            "checkpoints[].time.zoneQuality",
            "checkpoints[].details.returnReason",
            "checkpoints[].details.cause",
            "checkpoints[].details.actionRequired",
            "proofOfDelivery.type");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public Comparison {
        differences = List.copyOf(differences);
    }

    public static Comparison of(Reading counting, Reading trial) {
        var differences = counting instanceof Reading.Tracked before && trial instanceof Reading.Tracked after
                ? differences(before.events(), after.events())
                : differences(counting, trial);
        return new Comparison(result(counting, trial, differences), differences);
    }

    private static Result result(Reading counting, Reading trial, List<Difference> differences) {
        var couldBefore = !(counting instanceof Reading.Unreadable);
        var canNow = !(trial instanceof Reading.Unreadable);
        if (couldBefore != canNow) {
            return canNow ? Result.BETTER : Result.WORSE;
        }
        return differences.isEmpty() ? Result.SAME : Result.DIFFERENT;
    }

    /** Of two that could not read it, either may give another reason: to everybody else they are the same. */
    private static List<Difference> differences(Reading counting, Reading trial) {
        var same = counting.equals(trial)
                || (counting instanceof Reading.Unreadable && trial instanceof Reading.Unreadable);
        return same ? List.of() : List.of(new Difference(READING, Change.CHANGED, word(counting), word(trial)));
    }

    private static String word(Reading reading) {
        return reading.match(
                tracked -> "tracked",
                nothingNew -> "nothing new: " + nothingNew.reason(),
                unreadable -> "unreadable: " + unreadable.reason());
    }

    private static List<Difference> differences(List<TrackingEvent> before, List<TrackingEvent> after) {
        var found = new ArrayList<Difference>();
        both(byKey(before, TrackingEvent::shipment), byKey(after, TrackingEvent::shipment), (one, other) -> {
            if (one == null || other == null) {
                found.add(new Difference(EVENT, one == null ? Change.ADDED : Change.REMOVED, null, null));
            } else {
                compareEvents(one, other, found);
            }
        });
        return found;
    }

    private static void compareEvents(TrackingEvent before, TrackingEvent after, List<Difference> found) {
        compareMembers("", tree(before), tree(after), found);
        var old = new LinkedHashMap<>(byKey(before.checkpoints(), Checkpoint::id));
        var now = new LinkedHashMap<>(byKey(after.checkpoints(), Checkpoint::id));
        rename(old, now).forEach((from, to) -> {
            found.add(new Difference(CHECKPOINT_ID, Change.CHANGED, null, null));
            compareCheckpoints(from, to, found);
        });
        both(old, now, (one, other) -> compareCheckpoints(one, other, found));
    }

    /**
     * Takes out of both what is one checkpoint to a person and has two ids: what makes its identity was changed. Such a
     * change tells every parcel's history a second time.
     */
    private static Map<Checkpoint, Checkpoint> rename(
            Map<CheckpointId, Checkpoint> old, Map<CheckpointId, Checkpoint> now) {
        var pairs = new LinkedHashMap<Checkpoint, Checkpoint>();
        var onlyNow = now.values().stream()
                .filter(checkpoint -> !old.containsKey(checkpoint.id()))
                .collect(Collectors.toMap(Scan::of, Function.identity(), (first, second) -> first));
        old.values().stream()
                .filter(checkpoint -> !now.containsKey(checkpoint.id()))
                .forEach(checkpoint -> {
                    var renamed = onlyNow.remove(Scan.of(checkpoint));
                    if (renamed != null) {
                        pairs.put(checkpoint, renamed);
                    }
                });
        pairs.forEach((from, to) -> {
            old.remove(from.id());
            now.remove(to.id());
        });
        return pairs;
    }

    private static void compareCheckpoints(
            @Nullable Checkpoint before, @Nullable Checkpoint after, List<Difference> found) {
        if (before != null && after != null) {
            compareMembers(CHECKPOINT, tree(before), tree(after), found);
        } else if (after != null) {
            found.add(new Difference(CHECKPOINT, Change.ADDED, null, word(tree(after.fact()))));
        } else if (before != null) {
            found.add(new Difference(CHECKPOINT, Change.REMOVED, word(tree(before.fact())), null));
        }
    }

    private static void compareMembers(String place, JsonNode before, JsonNode after, List<Difference> found) {
        var names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.removeAll(NOT_COMPARED);
        names.forEach(name ->
                compare(place.isEmpty() ? name : place + "." + name, before.path(name), after.path(name), found));
    }

    private static void compare(String place, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.isObject() && after.isObject() && !place.equals(FACT)) {
            compareMembers(place, before, after, found);
        } else if (!before.equals(after)) {
            found.add(new Difference(place, change(before, after), said(place, before), said(place, after)));
        }
    }

    private static Change change(JsonNode before, JsonNode after) {
        if (before.isMissingNode()) {
            return Change.ADDED;
        }
        return after.isMissingNode() ? Change.REMOVED : Change.CHANGED;
    }

    private static @Nullable String said(String place, JsonNode node) {
        return WORDS.contains(place) && !node.isMissingNode() ? word(node) : null;
    }

    /** Of a fact its status or notice; that it is a retraction, where it has neither. */
    private static String word(JsonNode node) {
        if (!node.isObject()) {
            return node.asString();
        }
        return node.path("subStatus").asString(node.path("notice").asString("RETRACTION"));
    }

    private static JsonNode tree(@Nullable Object of) {
        return of == null ? MissingNode.getInstance() : JSON.valueToTree(of);
    }

    private static <K, T> Map<K, T> byKey(List<T> list, Function<T, K> key) {
        var map = new LinkedHashMap<K, T>();
        list.forEach(one -> map.putIfAbsent(key.apply(one), one));
        return map;
    }

    private static <K, T> void both(Map<K, T> before, Map<K, T> after, Pair<T> pair) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.forEach(key -> pair.accept(before.get(key), after.get(key)));
    }

    @FunctionalInterface
    private interface Pair<T> {
        void accept(@Nullable T before, @Nullable T after);
    }

    /** What makes a checkpoint the same one to a person. */
    private record Scan(Instant at, @Nullable String code) {
        static Scan of(Checkpoint checkpoint) {
            return new Scan(
                    checkpoint.time().occurredAt(), checkpoint.rawStatus().code());
        }
    }
}
