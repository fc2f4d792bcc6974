package dev.waymark.ingest.courier.mapping;

import static dev.waymark.contract.Checks.check;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.SubStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a courier's codes mean. A code is the values of one or several fields; the first row that matches counts. */
final class CodeTable implements Rule {

    /** The names of Waymark's own statuses and notices. */
    private static final Map<String, CodeTableRow> OWN_TAXONOMY = ownTaxonomy();

    private static final int MAX_ROWS = 1_000;
    private static final int MAX_VALUES = 5_000;

    private final List<String> fields;
    private final List<FieldSelector> selectors;
    private final List<Integer> codeFields;
    private final boolean usesOwnTaxonomy;
    private final int indexedField;
    private final Map<String, List<CodeTableRow>> rowsByIndexedValue;
    private final List<CodeTableRow> rowsForAnyIndexedValue;

    /**
     * @param key the fields that make up a code, each by a name of the table's own
     * @param usesOwnTaxonomy whether the codes are names of Waymark's own taxonomy; rows take precedence
     */
    @JsonCreator
    CodeTable(
            @JsonProperty(value = "key", required = true) Map<String, FieldSelector> key,
            @JsonProperty("usesOwnTaxonomy") @JsonAlias("ours") boolean usesOwnTaxonomy,
            @JsonProperty("rows") List<CodeTableRow> rows) {
        check(
                !key.isEmpty() && (usesOwnTaxonomy || !rows.isEmpty()),
                "codes (expected: a key of at least one field, and rows)");
        // The index below has an entry for each pair of a value and a row that leaves it open.
        check(rows.size() <= MAX_ROWS, "codes: %d rows (expected: up to %d)".formatted(rows.size(), MAX_ROWS));
        var values = rows.stream().mapToInt(CodeTableRow::values).sum();
        check(values <= MAX_VALUES, "codes: %d values (expected: up to %d)".formatted(values, MAX_VALUES));
        rows.stream()
                .flatMap(CodeTableRow::fields)
                .forEach(field ->
                        check(key.containsKey(field), "row: %s (expected: one of %s)".formatted(field, key.keySet())));
        this.fields = List.copyOf(key.keySet());
        this.selectors = List.copyOf(key.values());
        this.usesOwnTaxonomy = usesOwnTaxonomy;
        this.codeFields = IntStream.range(0, fields.size())
                .filter(i -> holdsCode(fields.get(i), rows))
                .boxed()
                .toList();
        // Most rows name it, so by its value the fewest rows are left to try.
        this.indexedField = IntStream.range(0, fields.size())
                .boxed()
                .max(Comparator.comparingLong(i -> rows.stream()
                        .filter(row -> !row.valuesOf(fields.get(i)).isEmpty())
                        .count()))
                .orElseThrow();
        this.rowsForAnyIndexedValue =
                rows.stream().filter(row -> valuesOfIndexedField(row).isEmpty()).toList();
        this.rowsByIndexedValue = rows.stream()
                .flatMap(row -> valuesOfIndexedField(row).stream())
                .distinct()
                .collect(Collectors.toMap(value -> value, value -> rowsFor(value, rows)));
    }

    /** The fields that hold codes; not the texts that rows only search. */
    @Override
    public Stream<RelativeJsonPointer> visible() {
        return codeFields.stream().map(selectors::get).flatMap(FieldSelector::visible);
    }

    Lookup lookUp(JsonContext context) {
        var values = new String[fields.size()];
        var found = false;
        for (var i = 0; i < values.length; i++) {
            var text = selectors.get(i).in(context);
            values[i] = text == null ? "" : text;
            found |= text != null;
        }
        if (!found) {
            throw selectors.getFirst().unmappable("code", "a code");
        }
        return new Lookup(code(values), row(values));
    }

    private @Nullable String code(String[] values) {
        var code = new StringJoiner("/");
        for (var field : codeFields) {
            if (!values[field].isEmpty()) {
                code.add(values[field]);
            }
        }
        return code.length() == 0 ? null : code.toString();
    }

    private @Nullable CodeTableRow row(String[] values) {
        for (var row : rowsByIndexedValue.getOrDefault(values[indexedField], rowsForAnyIndexedValue)) {
            if (row.matches(fields, values)) {
                return row;
            }
        }
        return usesOwnTaxonomy ? ownRow(values) : null;
    }

    private static @Nullable CodeTableRow ownRow(String[] values) {
        return Stream.of(values)
                .filter(OWN_TAXONOMY::containsKey)
                .findFirst()
                .map(OWN_TAXONOMY::get)
                .orElse(null);
    }

    private static Map<String, CodeTableRow> ownTaxonomy() {
        var rows = new HashMap<String, CodeTableRow>();
        Stream.of(SubStatus.values()).forEach(status -> rows.put(status.name(), CodeTableRow.of(status, null)));
        Stream.of(Notice.values()).forEach(notice -> rows.put(notice.name(), CodeTableRow.of(null, notice)));
        rows.remove(SubStatus.UNMAPPED.name());
        return Map.copyOf(rows);
    }

    /** A field that rows only search holds a text: there is no end of them, with names in them. */
    private static boolean holdsCode(String field, List<CodeTableRow> rows) {
        return rows.stream().noneMatch(row -> row.containing().containsKey(field))
                || rows.stream().anyMatch(row -> !row.valuesOf(field).isEmpty());
    }

    private List<CodeTableRow> rowsFor(String indexedValue, List<CodeTableRow> rows) {
        return rows.stream()
                .filter(row -> valuesOfIndexedField(row).isEmpty()
                        || valuesOfIndexedField(row).contains(indexedValue))
                .toList();
    }

    private List<String> valuesOfIndexedField(CodeTableRow row) {
        return row.valuesOf(fields.get(indexedField));
    }

    /**
     * The result of a look-up.
     *
     * @param code the courier's code, of all fields that hold codes; absent when none has a value
     * @param matchedRow absent when no row matches
     */
    record Lookup(@Nullable String code, @Nullable CodeTableRow matchedRow) {

        CodeTableRow row() {
            return Objects.requireNonNullElse(matchedRow, CodeTableRow.UNMAPPED);
        }
    }
}
