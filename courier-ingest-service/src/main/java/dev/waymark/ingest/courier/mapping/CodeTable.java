package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a courier's codes mean. A code is the values of one or several fields; the first row that is for them counts. */
final class CodeTable {

    private final Map<String, TextAt> key;
    private final List<String> fields;
    private final int indexed;
    private final Map<String, List<Row>> rowsByIndexedValue;
    private final List<Row> rowsForAnyValue;

    @JsonCreator
    CodeTable(
            @JsonProperty(value = "key", required = true) Map<String, TextAt> key,
            @JsonProperty(value = "rows", required = true) List<Meaning> rows) {
        this.key = key;
        this.fields = List.copyOf(key.keySet());
        rows.forEach(this::checkFields);
        var compiled = rows.stream().map(this::compiled).toList();
        this.indexed = mostNamedField(compiled);
        this.rowsForAnyValue =
                compiled.stream().filter(row -> row.isForAny(indexed)).toList();
        this.rowsByIndexedValue = byIndexedValue(compiled);
    }

    /** The row for the codes in {@code item}. */
    Entry lookUp(JsonNode item) {
        var values = new String[fields.size()];
        var found = false;
        for (var i = 0; i < values.length; i++) {
            var text = placeOf(fields.get(i)).in(item);
            values[i] = text == null ? "" : text;
            found |= text != null;
        }
        if (!found) {
            throw placeOf(fields.get(0)).unreadable("code", "a code");
        }
        return new Entry(
                Stream.of(values).filter(value -> !value.isEmpty()).collect(Collectors.joining("/")), row(values));
    }

    private @Nullable Meaning row(String[] values) {
        for (var row : rowsByIndexedValue.getOrDefault(values[indexed], rowsForAnyValue)) {
            if (row.isFor(values)) {
                return row.meaning();
            }
        }
        return null;
    }

    private TextAt placeOf(String field) {
        var place = key.get(field);
        if (place == null) {
            throw new IllegalStateException("key: no field " + field);
        }
        return place;
    }

    private void checkFields(Meaning row) {
        var unknown = row.when() == null
                ? Stream.<String>empty()
                : row.when().keySet().stream().filter(field -> !key.containsKey(field));
        unknown.findFirst().ifPresent(field -> {
            throw new IllegalArgumentException("when.%s (expected: one of %s)".formatted(field, fields));
        });
    }

    private Row compiled(Meaning meaning) {
        return new Row(fields.stream().map(meaning::valuesOf).toList(), meaning);
    }

    /** Most rows name it, so by its value fewest rows are left to try. */
    private int mostNamedField(List<Row> rows) {
        return Stream.iterate(0, i -> i < fields.size(), i -> i + 1)
                .max(Comparator.comparingLong(
                        i -> rows.stream().filter(row -> !row.isForAny(i)).count()))
                .orElseThrow(() -> new IllegalArgumentException("key: no field (expected: at least one)"));
    }

    private Map<String, List<Row>> byIndexedValue(List<Row> rows) {
        var index = new HashMap<String, List<Row>>();
        rows.stream()
                .flatMap(row -> row.accepted().get(indexed).stream())
                .forEach(value -> index.computeIfAbsent(
                        value,
                        any -> new ArrayList<>(rows.stream()
                                .filter(row -> row.isForAny(indexed)
                                        || row.accepted().get(indexed).contains(value))
                                .toList())));
        return index;
    }

    /**
     * What was looked up and found.
     *
     * @param code the courier's own words, of all fields of the key
     * @param row absent when none is for it
     */
    record Entry(String code, @Nullable Meaning row) {

        boolean isUnmapped() {
            return row == null;
        }

        Meaning meaning() {
            return row == null ? Meaning.UNMAPPED : row;
        }
    }

    private record Row(List<List<String>> accepted, Meaning meaning) {

        boolean isForAny(int field) {
            return accepted.get(field).isEmpty();
        }

        boolean isFor(String[] values) {
            for (var i = 0; i < values.length; i++) {
                if (!isForAny(i) && !accepted.get(i).contains(values[i])) {
                    return false;
                }
            }
            return true;
        }
    }
}
