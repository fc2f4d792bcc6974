package dev.waymark.ingest.courier.mapping;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The values of one payload that somebody at a desk may see: those by which its message is told from others, and those
 * that go into events, which hold no personal data. Not what only makes an identity or only proves that somebody signed.
 */
final class VisibleFields {

    private final IdentityHashMap<JsonNode, Set<String>> byContainer = new IdentityHashMap<>();

    /** The conditions of all messages up to the one that fits, and of that one what it reads. */
    void add(List<MessageMapping> messages, JsonContext root) {
        for (var message : messages) {
            addConditions(message.when(), root);
            if (message.fits(root)) {
                root.forEach(given(message.parcels()), parcel -> addParcel(message, parcel));
                return;
            }
        }
    }

    /** Whether what {@code container} holds under {@code key}, a name or an index, may be seen. */
    boolean has(JsonNode container, String key) {
        return byContainer.getOrDefault(container, Set.of()).contains(key);
    }

    private void addParcel(MessageMapping message, JsonContext parcel) {
        addConditions(message.parcelWhen(), parcel);
        addCondition(message.returnWhen(), parcel);
        addText(message.trackingNumber(), parcel);
        add(Stream.ofNullable(message.reportedAt()).flatMap(TimestampRule::places), parcel);
        var eta = message.eta();
        if (eta != null) {
            addConditions(eta.when(), parcel);
            Stream.of(eta.from(), eta.until(), eta.fromTime(), eta.untilTime()).forEach(text -> addText(text, parcel));
        }
        for (var rule : given(message.checkpoints())) {
            addConditions(rule.when(), parcel);
            rule.items(parcel).forEach(item -> addCheckpoint(rule, item));
        }
    }

    private void addCheckpoint(CheckpointRule rule, JsonContext item) {
        add(rule.codes().places(), item);
        add(given(rule.occurredAt()).stream().flatMap(TimestampRule::places), item);
        addCondition(rule.returnWhen(), item);
        addCondition(rule.retractedWhen(), item);
        var place = rule.place();
        if (place != null) {
            Stream.of(place.city(), place.region(), place.country(), place.facility())
                    .forEach(text -> addText(text, item));
        }
        var words = rule.words();
        if (words != null) {
            addText(words.code(), item);
            addText(words.status(), item);
            // Out of some texts names are cut before they are kept; here they would still be in it.
            addText(words.textWithout() == null ? words.text() : null, item);
        }
        var details = rule.details();
        if (details != null) {
            Stream.of(
                            details.returnReason(),
                            details.cause(),
                            details.attemptNumber(),
                            details.storageDeadline(),
                            details.actionRequired(),
                            details.legCarrier(),
                            details.legTrackingNumber())
                    .forEach(text -> addText(text, item));
        }
    }

    private void addConditions(@Nullable List<Condition> conditions, JsonContext scope) {
        given(conditions).forEach(condition -> addCondition(condition, scope));
    }

    /** Only what is compared with words of the mapping's: a pattern may look into somebody's sentence. */
    private void addCondition(@Nullable Condition condition, JsonContext scope) {
        if (condition != null && condition.is() != null) {
            add(condition.at().stream(), scope);
        }
    }

    private void addText(@Nullable FieldSelector text, JsonContext scope) {
        add(Stream.ofNullable(text).flatMap(FieldSelector::shown), scope);
    }

    private void add(Stream<RelativeJsonPointer> pointers, JsonContext scope) {
        pointers.filter(pointer -> !pointer.path().matches()).forEach(pointer -> {
            var container = scope.at(
                    new RelativeJsonPointer(pointer.outwards(), pointer.path().head()));
            var key = pointer.path().last().getMatchingProperty();
            byContainer.computeIfAbsent(container, any -> new HashSet<>()).add(key);
        });
    }

    private static <T> List<T> given(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
