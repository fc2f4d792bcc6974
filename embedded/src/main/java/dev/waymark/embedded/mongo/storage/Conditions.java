package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a query demands of single fields, as far as an index can use it; the rest is for the matcher. */
final class Conditions {

    /** The field has one of these values. */
    record OneOf(List<@Nullable Object> values) {}

    /** The field is not less, or not greater, than a value of the same kind; whether equal is for the matcher. */
    record Limit(Object value, boolean lower) {}

    /** Kinds whose order is the same for the index and for the matcher. */
    private static final Set<IndexKeyEncoder.Kind> COMPARABLE = EnumSet.of(
            IndexKeyEncoder.Kind.NUMBER,
            IndexKeyEncoder.Kind.STRING,
            IndexKeyEncoder.Kind.UUID,
            IndexKeyEncoder.Kind.OBJECT_ID,
            IndexKeyEncoder.Kind.BOOLEAN,
            IndexKeyEncoder.Kind.DATE);

    private final Map<String, List<OneOf>> values = new HashMap<>();
    private final Map<String, List<Limit>> limits = new HashMap<>();

    static Conditions of(Document query) {
        var conditions = new Conditions();
        conditions.readAll(query);
        return conditions;
    }

    /** The condition that leaves the fewest values, if any names values. */
    Optional<OneOf> oneOf(String path) {
        return values.getOrDefault(path, List.of()).stream()
                .min(Comparator.comparingInt(condition -> condition.values().size()));
    }

    List<Limit> limits(String path) {
        return limits.getOrDefault(path, List.of());
    }

    private void readAll(Document query) {
        query.forEach((key, wanted) -> {
            if (key.equals("$and") && wanted instanceof Collection<?> all) {
                all.stream()
                        .filter(Document.class::isInstance)
                        .map(Document.class::cast)
                        .forEach(this::readAll);
            } else if (!key.startsWith("$")) {
                read(key, wanted);
            }
        });
    }

    private void read(String path, @Nullable Object wanted) {
        if (wanted instanceof Document operators
                && operators.keySet().stream().anyMatch(key -> key.startsWith("$"))
                && !BsonRegularExpression.isRegularExpression(wanted)) {
            operators.forEach((operator, operand) -> readOperator(path, operator, operand));
        } else {
            demand(path, only(wanted));
        }
    }

    private void readOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> demand(path, only(operand));
            case "$in" -> {
                if (operand instanceof Collection<?> list) {
                    demand(path, new ArrayList<>(list));
                }
            }
            case "$gt", "$gte" -> limit(path, operand, true);
            case "$lt", "$lte" -> limit(path, operand, false);
            default -> {
                // An operator that no index helps with.
            }
        }
    }

    private void demand(String path, List<@Nullable Object> candidates) {
        if (candidates.stream().allMatch(candidate -> isExact(path, candidate))) {
            values.computeIfAbsent(path, ignored -> new ArrayList<>()).add(new OneOf(candidates));
        }
    }

    private static List<@Nullable Object> only(@Nullable Object value) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(value);
        return values;
    }

    /** Arrays match as a whole or by an element, and documents by their fields' names: an entry says neither. */
    private static boolean isExact(String path, @Nullable Object candidate) {
        return switch (IndexKeyEncoder.Kind.of(candidate)) {
            case ARRAY, EMPTY_ARRAY, OTHER, MIN, MAX -> false;
            case DOCUMENT -> path.equals("_id") && !BsonRegularExpression.isRegularExpression(candidate);
            default -> true;
        };
    }

    private void limit(String path, @Nullable Object value, boolean lower) {
        if (value != null && COMPARABLE.contains(IndexKeyEncoder.Kind.of(value))) {
            limits.computeIfAbsent(path, ignored -> new ArrayList<>()).add(new Limit(value, lower));
        }
    }
}
