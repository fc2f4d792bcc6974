package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import dev.waymark.embedded.mongo.storage.AccessPath.KeyRange;
import dev.waymark.embedded.mongo.storage.Conditions.Limit;
import dev.waymark.embedded.mongo.storage.IndexKeyEncoder.Kind;
import dev.waymark.embedded.mongo.storage.IndexLayout.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the index for a query: values for its first fields (one or `$in`), then a range of the next one, then order.
 */
final class QueryPlanner {

    /** More points than this are not worth walking one by one. */
    private static final int MOST_POINTS = 2_000;

    private QueryPlanner() {}

    /** The best way, or none if every document has to be looked at anyway. */
    static Optional<AccessPath> plan(Document query, @Nullable Document orderBy, List<Index<Long>> indexes) {
        var conditions = Conditions.of(query);
        return indexes.stream()
                .flatMap(index -> plan(conditions, orderBy, (SortedIndex) index).stream())
                .max(Comparator.comparingInt(AccessPath::usefulness));
    }

    private static Optional<AccessPath> plan(Conditions conditions, @Nullable Document orderBy, SortedIndex index) {
        List<byte[]> prefixes = List.of(new byte[0]);
        Set<String> fixed = new HashSet<>();
        var depth = 0;
        for (var field : index.order()) {
            var longer = extended(prefixes, field, conditions, index);
            if (longer == null) {
                break;
            }
            if (longer.size() <= 1) {
                fixed.add(field.path());
            }
            prefixes = longer;
            depth++;
        }
        var limits = depth < index.order().size()
                ? conditions.limits(index.order().get(depth).path())
                : List.<Limit>of();
        var direction = direction(orderBy, index, depth, fixed, prefixes.size());
        if (depth == 0 && limits.isEmpty() && (direction == Direction.NONE || index.leavesOutDocuments())) {
            return Optional.empty();
        }
        List<KeyRange> ranges = new ArrayList<>();
        for (var prefix : prefixes) {
            var range = limits.isEmpty()
                    ? everythingBelow(prefix)
                    : limited(prefix, index.order().get(depth), limits, index.isMultikey());
            ranges.add(direction == Direction.BACKWARDS ? range.backwards() : range);
        }
        return Optional.of(new AccessPath(
                index, ranges, direction != Direction.NONE, usefulness(index, depth, limits, direction)));
    }

    private static int usefulness(SortedIndex index, int depth, List<Limit> limits, Direction direction) {
        var oneDocument = index.isUnique() && depth == index.order().size();
        return (oneDocument ? 1_000 : 0)
                + 10 * depth
                + (limits.isEmpty() ? 0 : 5)
                + (direction == Direction.NONE ? 0 : 3);
    }

    /** Each prefix followed by each value that the query leaves for {@code field}; null if it leaves too many. */
    private static @Nullable List<byte[]> extended(
            List<byte[]> prefixes, Field field, Conditions conditions, SortedIndex index) {
        var values = conditions.oneOf(field.path()).orElse(null);
        if (values == null || prefixes.size() * values.size() > MOST_POINTS) {
            return null;
        }
        var needsMissing = values.stream().anyMatch(value -> Kind.of(value) == Kind.NULL);
        return needsMissing && index.leavesOutDocuments() ? null : List.copyOf(field.appendEach(prefixes, values));
    }

    private static KeyRange everythingBelow(byte[] prefix) {
        // An empty prefix must not meet the multikey mark, which sorts before every key.
        var from = prefix.length == 0 ? new byte[] {1} : prefix;
        return new KeyRange(from, closed(prefix));
    }

    private static KeyRange limited(byte[] prefix, Field field, List<Limit> limits, boolean multikey) {
        // Each limit may be met by another element of the same array, so only one of them narrows a multikey index.
        var usable = multikey ? limits.subList(0, 1) : limits;
        var kind = Kind.of(usable.get(0).value());
        var low = field.after(prefix).beginningOf(kind).toBytes();
        var high = field.after(prefix).endOf(kind).toBytes();
        for (var limit : usable) {
            if (Kind.of(limit.value()) != kind) {
                continue;
            }
            var key = field.append(prefix, limit.value());
            if (limit.lower() == field.ascending()) {
                low = Arrays.compareUnsigned(key, low) > 0 ? key : low;
            } else {
                high = Arrays.compareUnsigned(closed(key), high) < 0 ? closed(key) : high;
            }
        }
        // Limits that contradict each other must not be taken for a walk backwards.
        return Arrays.compareUnsigned(low, high) <= 0 ? new KeyRange(low, high) : new KeyRange(low, low);
    }

    private static byte[] closed(byte[] prefix) {
        var closed = Arrays.copyOf(prefix, prefix.length + 1);
        closed[prefix.length] = IndexKeyEncoder.AFTER_EVERYTHING;
        return closed;
    }

    private enum Direction {
        FORWARDS,
        BACKWARDS,
        NONE
    }

    /** Whether walking the index yields {@code orderBy}: fields with a single value take no part in any order. */
    private static Direction direction(
            @Nullable Document orderBy, SortedIndex index, int depth, Set<String> fixed, int prefixes) {
        if (orderBy == null || orderBy.isEmpty() || index.isMultikey() || prefixes > 1) {
            return Direction.NONE;
        }
        var walked = index.order().subList(depth, index.order().size()).iterator();
        var direction = Direction.NONE;
        for (Map.Entry<String, Object> sort : orderBy.entrySet()) {
            if (fixed.contains(sort.getKey())) {
                continue;
            }
            if (!walked.hasNext() || !(sort.getValue() instanceof Number wanted)) {
                return Direction.NONE;
            }
            var field = walked.next();
            var needed = field.ascending() == (wanted.intValue() > 0) ? Direction.FORWARDS : Direction.BACKWARDS;
            if (!field.path().equals(sort.getKey()) || (direction != Direction.NONE && direction != needed)) {
                return Direction.NONE;
            }
            direction = needed;
        }
        return direction == Direction.NONE ? Direction.FORWARDS : direction;
    }
}
