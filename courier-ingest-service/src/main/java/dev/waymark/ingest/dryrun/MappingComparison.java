package dev.waymark.ingest.dryrun;

import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.view.ShadowReport.ShadowDifference.Change;
import dev.waymark.contract.view.ShadowReport.ShadowSample.Result;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    private static final String EVENT = "events[]";
    private static final String CHECKPOINT = "checkpoints[]";
    private static final String FACT = CHECKPOINT + ".fact";

    /** What of an event differs with the version alone, and the checkpoints, which are compared one by one. */
    private static final Set<String> NOT_COMPARED = Set.of("id", "mappingVersion", "checkpoints");

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
        return same ? List.of() : List.of(new Difference("result", Change.CHANGED, text(active), text(candidate)));
    }

    private static String text(MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped _ -> "mapped";
            case MappingResult.Ignored ignored -> "ignored: " + ignored.reason();
            case MappingResult.Unmappable(var reason) -> "unmappable: " + reason;
        };
    }

    private static List<Difference> differences(List<TrackingEvent> before, List<TrackingEvent> after) {
        var found = new ArrayList<Difference>();
        var old = new ArrayList<>(before);
        var now = new ArrayList<>(after);
        takePairs(old, now, TrackingEvent::shipment, (from, to) -> compareEvents(from, to, found));
        old.forEach(_ -> found.add(new Difference(EVENT, Change.REMOVED, null, null)));
        now.forEach(_ -> found.add(new Difference(EVENT, Change.ADDED, null, null)));
        return found;
    }

    /**
     * Compares one scan with two ids too: then the candidate changes what makes a checkpoint's identity. Such a change adds
     * every shipment's history a second time.
     */
    private static void compareEvents(TrackingEvent before, TrackingEvent after, List<Difference> found) {
        compareMembers("", tree(before).remove(NOT_COMPARED), tree(after).remove(NOT_COMPARED), found);
        var old = new ArrayList<>(before.checkpoints());
        var now = new ArrayList<>(after.checkpoints());
        BiConsumer<Checkpoint, Checkpoint> compare =
                (from, to) -> compareMembers(CHECKPOINT, tree(from), tree(to), found);
        takePairs(old, now, Checkpoint::id, compare);
        takePairs(old, now, Scan::new, compare);
        old.forEach(gone -> found.add(new Difference(CHECKPOINT, Change.REMOVED, text(tree(gone.fact())), null)));
        now.forEach(added -> found.add(new Difference(CHECKPOINT, Change.ADDED, null, text(tree(added.fact())))));
    }

    /** Takes out of both lists what has the same key, and passes it on. */
    private static <T> void takePairs(List<T> before, List<T> after, Function<T, Object> key, BiConsumer<T, T> pair) {
        for (var one : List.copyOf(before)) {
            after.stream()
                    .filter(other -> key.apply(other).equals(key.apply(one)))
                    .findFirst()
                    .ifPresent(other -> {
                        before.remove(one);
                        after.remove(other);
                        pair.accept(one, other);
                    });
        }
    }

    private static void compareMembers(String place, JsonNode before, JsonNode after, List<Difference> found) {
        var names = new LinkedHashSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        names.forEach(name ->
                compare(place.isEmpty() ? name : place + "." + name, before.path(name), after.path(name), found));
    }

    private static void compare(String place, JsonNode before, JsonNode after, List<Difference> found) {
        if (before.isObject() && after.isObject() && !place.equals(FACT)) {
            compareMembers(place, before, after, found);
        } else if (!before.equals(after)) {
            var change =
                    before.isMissingNode() ? Change.ADDED : after.isMissingNode() ? Change.REMOVED : Change.CHANGED;
            found.add(new Difference(place, change, value(place, before), value(place, after)));
        }
    }

    private static @Nullable String value(String place, JsonNode node) {
        return TAXONOMY_PLACES.contains(place) && !node.isMissingNode() ? text(node) : null;
    }

    /** A fact's sub-status or notice; one with neither is a retraction. */
    private static String text(JsonNode node) {
        return node.isObject()
                ? node.path("subStatus").asString(node.path("notice").asString("RETRACTION"))
                : node.asString();
    }

    private static ObjectNode tree(Object of) {
        return JSON.valueToTree(of);
    }

    /** What makes two checkpoints one scan, whatever their ids. */
    private record Scan(Instant at, @Nullable String code) {

        Scan(Checkpoint checkpoint) {
            this(checkpoint.time().occurredAt(), checkpoint.rawStatus().code());
        }
    }
}
