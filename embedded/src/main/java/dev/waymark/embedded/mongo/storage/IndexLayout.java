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

    record Field(String path, boolean ascending) {

        List<String> steps() {
            return List.of(path.split("\\."));
        }
    }

    /** One document's entries. Several when an array is among the values: that is what makes an index multikey. */
    record Entries(Set<byte[]> keys, boolean multikey) {}

    static IndexLayout of(List<IndexKey> keys) {
        return new IndexLayout(keys.stream()
                .map(key -> new Field(key.getKey(), key.isAscending()))
                .toList());
    }

    boolean holdsAnyValueOf(Document document) {
        return fields.stream()
                .anyMatch(field -> valuesAt(document, field.steps()).present());
    }

    Entries entriesOf(Document document) {
        Set<String> arrays = new LinkedHashSet<>();
        List<byte[]> prefixes = List.of(new byte[0]);
        for (var field : fields) {
            var values = valuesAt(document, field.steps());
            if (values.array() != null) {
                arrays.add(values.array());
            }
            List<byte[]> longer = new ArrayList<>();
            for (var prefix : prefixes) {
                values.distinct().forEach(value -> longer.add(append(prefix, field, value)));
            }
            prefixes = longer;
        }
        if (arrays.size() > 1) {
            throw new CannotIndexParallelArraysError(arrays);
        }
        Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        keys.addAll(prefixes);
        return new Entries(keys, !arrays.isEmpty());
    }

    static byte[] append(byte[] prefix, Field field, @Nullable Object value) {
        return new IndexKeyEncoder()
                .raw(prefix)
                .descending(!field.ascending())
                .value(value)
                .toBytes();
    }

    /** What lies at a path: the array on the way or at its end, if there is one, stands for its elements. */
    private static final class Found {

        private final List<Object> values = new ArrayList<>();
        private @Nullable String array;
        private boolean present;

        @Nullable
        String array() {
            return array;
        }

        boolean present() {
            return present;
        }

        Collection<Object> distinct() {
            return values;
        }
    }

    private static Found valuesAt(Document document, List<String> steps) {
        var found = new Found();
        collect(document, steps, 0, found);
        return found;
    }

    private static void collect(@Nullable Object value, List<String> steps, int step, Found found) {
        if (value instanceof Collection<?> elements) {
            if (found.array == null) {
                found.array = String.join(".", steps.subList(0, step));
            }
            if (elements.isEmpty()) {
                found.present = true;
                found.values.add(List.of());
            }
            for (var element : elements) {
                if (step == steps.size()) {
                    found.present = true;
                    found.values.add(Missing.ofNullable(element));
                } else {
                    collect(element, steps, step, found);
                }
            }
        } else if (step == steps.size()) {
            found.present |= !(value instanceof Missing);
            found.values.add(Missing.ofNullable(value));
        } else if (value instanceof Document document) {
            collect(document.getOrMissing(steps.get(step)), steps, step + 1, found);
        } else {
            found.values.add(Missing.getInstance());
        }
    }
}
