package dev.waymark.ingest.dryrun;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.view.ShadowReport.ShadowDifference.Change;
import dev.waymark.contract.view.ShadowReport.ShadowSample.Result;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What the active and the candidate mapping make of one webhook. What differs with the version alone (the event's id, the
 * version itself) is no difference.
 */
public record MappingComparison(Result result, List<Difference> differences) {

    /**
     * One difference.
     *
     * @param place such as {@code checkpoints[].fact}
     * @param from the active mapping's value, where it is one of our taxonomy; else absent, for a report counts kinds of
     *     differences and no values
     * @param to the candidate's value
     */
    public record Difference(
            String place,
            Change change,
            @Nullable String from,
            @Nullable String to) {}

    private static final String RESULT = "result";
    private static final String EVENT = "events[]";
    private static final String CHECKPOINT = "checkpoints[]";
    private static final String CHECKPOINT_ID = CHECKPOINT + ".id";
    private static final String FACT = CHECKPOINT + ".fact";
    private static final String CHECKPOINTS = "checkpoints";

    /** What differs with the version alone, and the checkpoints, which are compared one by one. */
    private static final Set<String> NOT_COMPARED = Set.of("id", "mappingVersion", CHECKPOINTS);

    /** Places whose values are of our taxonomy. */
    private static final Set<String> TAXONOMY_PLACES = Set.of(
            FACT,
            "checkpoints[].direction",
            "checkpoints[].time.zoneQuality",
            "checkpoints[].details.returnReason",
            "checkpoints[].details.cause",
            "checkpoints[].details.actionRequired",
            "proofOfDelivery.type");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public MappingComparison {
        differences = List.copyOf(differences);
    }

    public static MappingComparison of(MappingResult active, MappingResult candidate) {
        var differences =
                active instanceof MappingResult.Mapped before && candidate instanceof MappingResult.Mapped after
                        ? differences(before.events(), after.events())
                        : differences(active, candidate);
        return new MappingComparison(result(active, candidate, differences), differences);
    }

    private static Result result(MappingResult active, MappingResult candidate, List<Difference> differences) {
        var activeReads = !(active instanceof MappingResult.Unmappable);
        var candidateReads = !(candidate instanceof MappingResult.Unmappable);
        if (activeReads != candidateReads) {
            return candidateReads ? Result.BETTER : Result.WORSE;
        }
        return differences.isEmpty() ? Result.SAME : Result.DIFFERENT;
    }

    /** Two mappings that cannot read the webhook are the same, whatever their reasons. */
    private static List<Difference> differences(MappingResult active, MappingResult candidate) {
        var same = active.equals(candidate)
                || (active instanceof MappingResult.Unmappable && candidate instanceof MappingResult.Unmappable);
        return same ? List.of() : List.of(new Difference(RESULT, Change.CHANGED, text(active), text(candidate)));
    }

    private static String text(MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped _ -> "mapped";
            case MappingResult.Ignored ignored -> "ignored: " + ignored.reason();
            case MappingResult.Unmappable unmappable -> "unmappable: " + unmappable.reason();
        };
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
        takeRenamed(old, now).forEach((from, to) -> {
            found.add(new Difference(CHECKPOINT_ID, Change.CHANGED, null, null));
            compareCheckpoints(from, to, found);
        });
        both(old, now, (one, other) -> compareCheckpoints(one, other, found));
    }

    /**
     * Takes out of both what is one scan with two ids: the candidate changes what makes a checkpoint's identity. Such a
     * change adds every shipment's history a second time.
     */
    private static Map<Checkpoint, Checkpoint> takeRenamed(
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
            found.add(new Difference(CHECKPOINT, Change.ADDED, null, text(tree(after.fact()))));
        } else if (before != null) {
            found.add(new Difference(CHECKPOINT, Change.REMOVED, text(tree(before.fact())), null));
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
            found.add(new Difference(place, change(before, after), value(place, before), value(place, after)));
        }
    }

    private static Change change(JsonNode before, JsonNode after) {
        if (before.isMissingNode()) {
            return Change.ADDED;
        }
        return after.isMissingNode() ? Change.REMOVED : Change.CHANGED;
    }

    private static @Nullable String value(String place, JsonNode node) {
        return TAXONOMY_PLACES.contains(place) && !node.isMissingNode() ? text(node) : null;
    }

    /** A fact's sub-status or notice; one with neither is a retraction. */
    private static String text(JsonNode node) {
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

    /** What makes two checkpoints one scan, whatever their ids. */
    private record Scan(Instant at, @Nullable String code) {
        static Scan of(Checkpoint checkpoint) {
            return new Scan(
                    checkpoint.time().occurredAt(), checkpoint.rawStatus().code());
        }
    }
}
