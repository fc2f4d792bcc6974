package dev.waymark.platform.mongo;

import static java.util.stream.Collectors.toMap;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The indexes of one collection. An index keeps its name only as long as it stays the same: one with other fields has
 * another name and is built beside it, because instances of the release before still search by the old one.
 *
 * @param obsolete names of indexes that only earlier releases search by
 */
public record CollectionIndexes(String collection, List<IndexModel> indexes, List<String> obsolete) {

    public CollectionIndexes {
        indexes = List.copyOf(indexes);
        obsolete = List.copyOf(obsolete);
    }

    public static CollectionIndexes of(String collection, IndexModel... indexes) {
        return new CollectionIndexes(collection, Arrays.asList(indexes), List.of());
    }

    public CollectionIndexes withObsolete(String... names) {
        return new CollectionIndexes(collection, indexes, Arrays.asList(names));
    }

    public static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    public static IndexModel sparse(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name).sparse(true));
    }

    /**
     * Those that are not among {@code found}, which are documents of {@code listIndexes}. One that is there under another
     * name serves as well: MongoDB builds no second one (IndexOptionsConflict).
     *
     * @throws IllegalStateException when one is there with other fields or options
     */
    List<IndexModel> missing(List<Document> found) {
        var byName = found.stream().collect(toMap(index -> index.getString("name"), Definition::of));
        return indexes.stream()
                .filter(index -> {
                    var wanted = Definition.of(index);
                    var sameName = byName.get(name(index));
                    if (sameName != null && !sameName.equals(wanted)) {
                        throw new IllegalStateException(
                                "index %s of %s is there with other fields or options, and a changed one needs another name"
                                        .formatted(name(index), collection));
                    }
                    return !byName.containsValue(wanted);
                })
                .toList();
    }

    static String name(IndexModel index) {
        return Objects.requireNonNull(index.getOptions().getName());
    }

    /** What makes an index what it is, whatever its name. */
    private record Definition(List<Map.Entry<String, Boolean>> fields, boolean isUnique, boolean isSparse) {

        static Definition of(IndexModel index) {
            var options = index.getOptions();
            return new Definition(
                    fields(
                            index.getKeys().toBsonDocument(),
                            value -> value.asNumber().intValue()),
                    options.isUnique(),
                    options.isSparse());
        }

        static Definition of(Document index) {
            return new Definition(
                    fields(index.get("key", Document.class), value -> value instanceof Number n ? n.intValue() : 0),
                    index.getBoolean("unique", false),
                    index.getBoolean("sparse", false));
        }

        private static <V> List<Map.Entry<String, Boolean>> fields(
                Map<String, V> keys, Function<V, Integer> direction) {
            return keys.entrySet().stream()
                    .map(key -> Map.entry(key.getKey(), direction.apply(key.getValue()) > 0))
                    .toList();
        }
    }
}
