package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a courier's codes mean. A code is the values of one or several fields; the first row that is for them counts. */
final class CodeTable {

    private static final Map<String, CodeTableRow> OUR_WORDS = ourWords();

    private final List<String> fields;
    private final List<FieldSelector> places;
    private final List<Boolean> codes;
    private final boolean ours;
    private final int indexed;
    private final Map<String, List<Row>> rowsByIndexedValue;
    private final List<Row> rowsForAnyValue;

    /**
     * @param key the fields that make a code, by a name of the table's own
     * @param ours whether the codes are our own words, which mean themselves; rows go first
     * @param rows what codes mean
     */
    @JsonCreator
    CodeTable(
            @JsonProperty(value = "key", required = true) Map<String, FieldSelector> key,
            @JsonProperty("ours") boolean ours,
            @JsonProperty("rows") @Nullable List<CodeTableRow> rows) {
        if (key.isEmpty() || (!ours && (rows == null || rows.isEmpty()))) {
            throw new IllegalArgumentException("codes (expected: a key of at least one field, and rows)");
        }
        this.fields = List.copyOf(key.keySet());
        this.places = List.copyOf(key.values());
        this.ours = ours;
        var compiled = Stream.ofNullable(rows)
                .flatMap(List::stream)
                .map(this::compiled)
                .toList();
        this.codes = fields.stream()
                .map(field -> compiled.stream().map(Row::meaning).noneMatch(row -> row.patternOf(field) != null)
                        || compiled.stream()
                                .map(Row::meaning)
                                .anyMatch(row -> !row.valuesOf(field).isEmpty()))
                .toList();
        this.indexed = mostNamedField(compiled);
        this.rowsForAnyValue =
                compiled.stream().filter(row -> row.isForAny(indexed)).toList();
        this.rowsByIndexedValue = byIndexedValue(compiled);
    }

    /** Where the codes stand; not the texts that rows only search. */
    Stream<RelativeJsonPointer> places() {
        return IntStream.range(0, places.size())
                .filter(codes::get)
                .mapToObj(places::get)
                .flatMap(FieldSelector::shown);
    }

    /** The row for the codes in {@code scope}. */
    Entry lookUp(JsonContext scope) {
        var values = new String[fields.size()];
        var found = false;
        for (var i = 0; i < values.length; i++) {
            var text = places.get(i).in(scope);
            values[i] = text == null ? "" : text;
            found |= text != null;
        }
        if (!found) {
            throw places.get(0).unreadable("code", "a code");
        }
        var row = row(values);
        return new Entry(code(values), row == null && ours ? ourWord(values) : row);
    }

    /**
     * A field that rows only search is a text: there may be any number of them, with names in them, so none of it is a
     * code.
     */
    private @Nullable String code(String[] values) {
        var code = IntStream.range(0, values.length)
                .filter(codes::get)
                .mapToObj(i -> values[i])
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining("/"));
        return code.isEmpty() ? null : code;
    }

    private @Nullable CodeTableRow row(String[] values) {
        for (var row : rowsByIndexedValue.getOrDefault(values[indexed], rowsForAnyValue)) {
            if (row.isFor(values)) {
                return row.meaning();
            }
        }
        return null;
    }

    private static @Nullable CodeTableRow ourWord(String[] values) {
        return Arrays.stream(values)
                .filter(OUR_WORDS::containsKey)
                .findFirst()
                .map(OUR_WORDS::get)
                .orElse(null);
    }

    private static Map<String, CodeTableRow> ourWords() {
        var words = new HashMap<String, CodeTableRow>();
        for (var status : SubStatus.values()) {
            if (status != SubStatus.UNMAPPED) {
                words.put(status.name(), CodeTableRow.of(status, null));
            }
        }
        for (var notice : Notice.values()) {
            words.put(notice.name(), CodeTableRow.of(null, notice));
        }
        return Map.copyOf(words);
    }

    private Row compiled(CodeTableRow meaning) {
        meaning.fields().filter(field -> !fields.contains(field)).findFirst().ifPresent(field -> {
            throw new IllegalArgumentException("row: %s (expected: one of %s)".formatted(field, fields));
        });
        return new Row(
                fields.stream().map(meaning::valuesOf).toList(),
                IntStream.range(0, fields.size())
                        .filter(i -> meaning.patternOf(fields.get(i)) != null)
                        .mapToObj(i -> new PatternAt(i, meaning.patternOf(fields.get(i))))
                        .toList(),
                meaning);
    }

    /** Most rows name it, so by its value fewest rows are left to try. */
    private int mostNamedField(List<Row> rows) {
        return IntStream.range(0, fields.size())
                .boxed()
                .max(Comparator.comparingLong(
                        i -> rows.stream().filter(row -> !row.isForAny(i)).count()))
                .orElseThrow();
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
     * @param code the courier's own words, of all fields of the key that hold codes; absent when none does
     * @param row absent when none is for it
     */
    record Entry(@Nullable String code, @Nullable CodeTableRow row) {

        boolean isUnmapped() {
            return row == null;
        }

        CodeTableRow meaning() {
            return row == null ? CodeTableRow.UNMAPPED : row;
        }
    }

    private record PatternAt(int field, @Nullable TextPattern pattern) {

        boolean isFor(String[] values) {
            return pattern != null && pattern.isIn(values[field]);
        }
    }

    private record Row(List<List<String>> accepted, List<PatternAt> patterns, CodeTableRow meaning) {

        boolean isForAny(int field) {
            return accepted.get(field).isEmpty();
        }

        boolean isFor(String[] values) {
            for (var i = 0; i < values.length; i++) {
                if (!isForAny(i) && !accepted.get(i).contains(values[i])) {
                    return false;
                }
            }
            for (var pattern : patterns) {
                if (!pattern.isFor(values)) {
                    return false;
                }
            }
            return true;
        }
    }
}
