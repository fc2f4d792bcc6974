package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import dev.waymark.embedded.mongo.storage.IndexKeyEncoder.Kind;
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

    /** The field is not less, or not greater, than a value of the same kind; whether equal is for the matcher. */
    record Limit(Object value, boolean lower) {}

    /** Kinds whose order is the same for the index and for the matcher. */
    private static final Set<Kind> COMPARABLE =
            EnumSet.of(Kind.NUMBER, Kind.STRING, Kind.UUID, Kind.OBJECT_ID, Kind.BOOLEAN, Kind.DATE);

    private final Map<String, List<Collection<? extends @Nullable Object>>> values = new HashMap<>();
    private final Map<String, List<Limit>> limits = new HashMap<>();

    static Conditions of(Document query) {
        var conditions = new Conditions();
        conditions.readAll(query);
        return conditions;
    }

    /** The values that the field has one of; by the condition that leaves the fewest, if any names values. */
    Optional<Collection<? extends @Nullable Object>> oneOf(String path) {
        return values.getOrDefault(path, List.of()).stream().min(Comparator.comparingInt(Collection::size));
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
        if (wanted instanceof Document operators && QueryRules.isOperators(operators)) {
            operators.forEach((operator, operand) -> readOperator(path, operator, operand));
        } else {
            demand(path, Set.of(Missing.ofNullable(wanted)));
        }
    }

    private void readOperator(String path, String operator, @Nullable Object operand) {
        switch (operator) {
            case "$eq" -> demand(path, Set.of(Missing.ofNullable(operand)));
            case "$in" -> {
                if (operand instanceof Collection<?> list) {
                    demand(path, list);
                }
            }
            case "$gt", "$gte" -> limit(path, operand, true);
            case "$lt", "$lte" -> limit(path, operand, false);
            default -> {
                // An operator that no index helps with.
            }
        }
    }

    private void demand(String path, Collection<? extends @Nullable Object> candidates) {
        if (candidates.stream().allMatch(candidate -> isExact(path, candidate))) {
            values.computeIfAbsent(path, _ -> new ArrayList<>()).add(candidates);
        }
    }

    /** Arrays match as a whole or by an element, and documents by their fields' names: an entry says neither. */
    private static boolean isExact(String path, @Nullable Object candidate) {
        return switch (Kind.of(candidate)) {
            case ARRAY, EMPTY_ARRAY, OTHER -> false;
            case DOCUMENT -> path.equals("_id") && !BsonRegularExpression.isRegularExpression(candidate);
            default -> true;
        };
    }

    private void limit(String path, @Nullable Object value, boolean lower) {
        if (value != null && COMPARABLE.contains(Kind.of(value))) {
            limits.computeIfAbsent(path, _ -> new ArrayList<>()).add(new Limit(value, lower));
        }
    }
}
