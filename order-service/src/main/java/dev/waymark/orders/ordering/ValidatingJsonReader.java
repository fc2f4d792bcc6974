package dev.waymark.orders.ordering;

import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and collects every violation instead of stopping at the first. A field that is
 * absent or invalid reads as null.
 */
final class ValidatingJsonReader {

    private final JsonNode node;
    private final String pointer;
    private final List<Violation> violations;
    private final List<Violation> warnings;
    private final Set<String> knownFields = new HashSet<>();

    private ValidatingJsonReader(JsonNode node, String pointer, List<Violation> violations, List<Violation> warnings) {
        this.node = node;
        this.pointer = pointer;
        this.violations = violations;
        this.warnings = warnings;
    }

    /** Reads a whole body. */
    static <T> ParseResult<T> read(JsonNode body, Function<ValidatingJsonReader, @Nullable T> mapping) {
        var json = new ValidatingJsonReader(body, "", new ArrayList<>(), new ArrayList<>());
        if (!body.isObject()) {
            json.violation("", "not-an-object", "Expected: an object.");
        }
        var value = mapping.apply(json);
        return value == null || json.hasViolations()
                ? new Invalid<>(json.violations)
                : new Valid<>(value, json.warnings);
    }

    void violation(String path, String code, String detail) {
        violation(path, code, detail, List.of());
    }

    void violation(String path, String code, String detail, List<CourierCandidate> candidates) {
        violations.add(new Violation(pointer + path, code, detail, candidates));
    }

    /** Unlike a violation, it does not reject the request. */
    void warning(String path, String code, String detail) {
        warnings.add(new Violation(pointer + path, code, detail, List.of()));
    }

    boolean hasViolations() {
        return !violations.isEmpty();
    }

    boolean has(String field) {
        return value(field) != null;
    }

    @Nullable
    String text(String field, int maxLength) {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            return invalid(field, "not-a-text", "a text");
        }
        var text = value.asString().strip();
        if (text.isEmpty()) {
            return invalid(field, "empty", "at least one character");
        }
        // As JSON Schema counts.
        if (text.codePointCount(0, text.length()) > maxLength) {
            return invalid(field, "too-long", "at most %d characters".formatted(maxLength));
        }
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            return invalid(field, "control-character", "no control characters");
        }
        return text;
    }

    /** A text that {@code parser} understands: for any other text the parser returns null or throws. */
    <T> @Nullable T parse(String field, int maxLength, String expectation, Function<String, @Nullable T> parser) {
        var text = text(field, maxLength);
        var parsed = text == null ? null : parsed(text, parser);
        return parsed == null && text != null ? invalid(field, "unreadable", expectation) : parsed;
    }

    @Nullable
    Integer integer(String field, int min, int max) {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= min && value.asInt() <= max) {
            return value.asInt();
        }
        return invalid(field, "out-of-range", "a whole number, %d to %d".formatted(min, max));
    }

    <E extends Enum<E>> @Nullable E constant(String field, Class<E> type) {
        return parse(field, 40, oneOf(type), name -> Enum.valueOf(type, name));
    }

    /** Without duplicates. */
    <E extends Enum<E>> List<E> constants(String field, Class<E> type) {
        return elements(field, type.getEnumConstants().length, (element, path) -> {
                    var constant = element.isString() ? parsed(element.asString(), n -> Enum.valueOf(type, n)) : null;
                    return constant == null ? invalid(path, "unreadable", oneOf(type)) : constant;
                })
                .stream()
                .distinct()
                .toList();
    }

    <T> @Nullable T object(String field, Function<ValidatingJsonReader, @Nullable T> mapping) {
        var value = value(field);
        return value == null ? null : object(value, field, mapping);
    }

    <T> List<T> objects(String field, int max, Function<ValidatingJsonReader, @Nullable T> mapping) {
        return elements(field, max, (element, path) -> object(element, path, mapping));
    }

    /** Comes last: reports missing {@code required} fields, and unknown ones, so that a misspelt field is not ignored. */
    void complete(String... required) {
        Arrays.stream(required).filter(field -> !has(field)).forEach(field -> invalid(field, "missing", "a value"));
        node.propertyNames().stream()
                .filter(field -> !knownFields.contains(field))
                .forEach(field -> invalid(escaped(field), "unknown-property", "no such field"));
    }

    private <T> @Nullable T object(JsonNode value, String path, Function<ValidatingJsonReader, @Nullable T> mapping) {
        return value.isObject()
                ? mapping.apply(new ValidatingJsonReader(value, pointer + "/" + path, violations, warnings))
                : invalid(path, "not-an-object", "an object");
    }

    private <T> List<T> elements(String field, int max, BiFunction<JsonNode, String, @Nullable T> reader) {
        var array = value(field);
        if (array == null) {
            return List.of();
        }
        if (!array.isArray()) {
            violation("/" + field, "not-an-array", "Expected: an array.");
            return List.of();
        }
        if (array.size() > max) {
            violation("/" + field, "too-many", "Expected: at most %d.".formatted(max));
            return List.of();
        }
        return IntStream.range(0, array.size())
                .boxed()
                .flatMap(i -> Stream.ofNullable(reader.apply(array.get(i), field + "/" + i)))
                .toList();
    }

    private @Nullable JsonNode value(String field) {
        knownFields.add(field);
        var value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** Returns null, as the value of the field. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // null is of every type: no cast can fail
    private <T> @Nullable T invalid(String path, String code, String expectation) {
        violation("/" + path, code, "Expected: " + expectation + ".");
        return null;
    }

    private static <T> @Nullable T parsed(String text, Function<String, @Nullable T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException
                | IllformedLocaleException unreadable) {
            return null;
        }
    }

    private static <E extends Enum<E>> String oneOf(Class<E> type) {
        return "one of " + List.of(type.getEnumConstants());
    }

    private static String escaped(String name) {
        var shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
        return shown.replace("~", "~0").replace("/", "~1");
    }
}
