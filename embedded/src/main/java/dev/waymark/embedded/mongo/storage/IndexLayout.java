package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which values of a document an index holds, and in which order. */
record IndexLayout(List<Field> fields) {

    /** One document's entries. Several when an array is among the values: that is what makes an index multikey. */
    record Entries(Set<byte[]> keys, boolean multikey) {}

    static IndexLayout of(List<IndexKey> keys) {
        return new IndexLayout(keys.stream()
                .map(key -> new Field(key.getKey(), key.isAscending()))
                .toList());
    }

    boolean holdsAnyValueOf(Document document) {
        return fields.stream().anyMatch(field -> field.valuesIn(document).present);
    }

    Entries entriesOf(Document document) {
        Set<String> arrays = new LinkedHashSet<>();
        var keys = sortedKeys();
        keys.add(new byte[0]);
        for (var field : fields) {
            var found = field.valuesIn(document);
            if (found.array != null) {
                arrays.add(found.array);
            }
            keys = field.appendEach(keys, found.values);
        }
        if (arrays.size() > 1) {
            throw new CannotIndexParallelArraysError(arrays);
        }
        return new Entries(keys, !arrays.isEmpty());
    }

    static TreeSet<byte[]> sortedKeys() {
        return new TreeSet<>(Arrays::compareUnsigned);
    }

    record Field(String path, boolean ascending) {

        /** The end of a key that begins with {@code prefix}. */
        IndexKeyEncoder after(byte[] prefix) {
            return new IndexKeyEncoder(prefix, !ascending);
        }

        byte[] append(byte[] prefix, @Nullable Object value) {
            return after(prefix).value(value).toBytes();
        }

        /** Each prefix followed by each value. */
        TreeSet<byte[]> appendEach(Collection<byte[]> prefixes, Collection<? extends @Nullable Object> values) {
            var longer = sortedKeys();
            prefixes.forEach(prefix -> values.forEach(value -> longer.add(append(prefix, value))));
            return longer;
        }

        /** Each prefix followed by each value that this field has in {@code document}. */
        TreeSet<byte[]> appendValuesOf(Document document, Collection<byte[]> prefixes) {
            return appendEach(prefixes, valuesIn(document).values);
        }

        /** The key that sorts {@code document} by this field: of an array, that of the element that comes first. */
        byte[] firstKeyOf(Document document) {
            return appendValuesOf(document, List.of(new byte[0])).first();
        }

        private Found valuesIn(Document document) {
            var found = new Found();
            found.collect(document, List.of(path.split("\\.")), 0);
            return found;
        }
    }

    /** What lies at a path: the array on the way or at its end, if there is one, stands for its elements. */
    private static final class Found {

        private final List<Object> values = new ArrayList<>();
        private @Nullable String array;
        private boolean present;

        private void collect(@Nullable Object value, List<String> steps, int step) {
            if (value instanceof Collection<?> elements) {
                collectElements(elements, steps, step);
            } else if (step == steps.size()) {
                present |= !(value instanceof Missing);
                values.add(Missing.ofNullable(value));
            } else if (value instanceof Document document) {
                collect(document.getOrMissing(steps.get(step)), steps, step + 1);
            } else {
                values.add(Missing.getInstance());
            }
        }

        private void collectElements(Collection<?> elements, List<String> steps, int step) {
            if (array == null) {
                array = String.join(".", steps.subList(0, step));
            }
            if (elements.isEmpty()) {
                present = true;
                values.add(List.of());
            }
            for (var element : elements) {
                if (step == steps.size()) {
                    present = true;
                    values.add(Missing.ofNullable(element));
                } else {
                    collect(element, steps, step);
                }
            }
        }
    }
}
