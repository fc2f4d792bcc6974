package dev.waymark.orders.ordering;

import dev.waymark.contract.VisibleText;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.Violation;
import dev.waymark.orders.ordering.ParseResult.Invalid;
import dev.waymark.orders.ordering.ParseResult.Valid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and collects every violation instead of stopping at the first. A field that is
 * absent or invalid reads as null. What is read {@link #lenient()}ly violates nothing: it is left out, with a warning.
 */
final class ValidatingJsonReader {

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

    private final JsonNode node;
    private final String pointer;
    private final List<Violation> violations;
    private final List<Violation> warnings;
    private final List<Violation> unknownFields;
    private final Set<String> knownFields;

    private ValidatingJsonReader(
            JsonNode node,
            String pointer,
            List<Violation> violations,
            List<Violation> warnings,
            List<Violation> unknownFields,
            Set<String> knownFields) {
        this.node = node;
        this.pointer = pointer;
        this.violations = violations;
        this.warnings = warnings;
        this.unknownFields = unknownFields;
        this.knownFields = knownFields;
    }

    /** Reads a whole body. Whoever sent it reads the answer: an unknown field is a violation, for it may be a misspelt one. */
    static <T> ParseResult<T> read(JsonNode body, Function<ValidatingJsonReader, @Nullable T> mapping) {
        var violations = new ArrayList<Violation>();
        return read(body, mapping, violations, new ArrayList<>(), violations);
    }

    /** Reads a whole record of a topic, whose writer may be newer than we: an unknown field is a warning. */
    static <T> ParseResult<T> readRecord(JsonNode body, Function<ValidatingJsonReader, @Nullable T> mapping) {
        var warnings = new ArrayList<Violation>();
        return read(body, mapping, new ArrayList<>(), warnings, warnings);
    }

    private static <T> ParseResult<T> read(
            JsonNode body,
            Function<ValidatingJsonReader, @Nullable T> mapping,
            List<Violation> violations,
            List<Violation> warnings,
            List<Violation> unknownFields) {
        var json = new ValidatingJsonReader(body, "", violations, warnings, unknownFields, new HashSet<>());
        if (!body.isObject()) {
            json.violation("", "not-an-object", "Expected: an object.");
        }
        var value = mapping.apply(json);
        return value == null || json.hasViolations()
                ? new Invalid<>(json.violations)
                : new Valid<>(value, json.warnings);
    }

    /** The same object. What is wrong with its fields the shop cannot always mend, and must not cost it the rest. */
    ValidatingJsonReader lenient() {
        return new ValidatingJsonReader(node, pointer, warnings, warnings, unknownFields, knownFields);
    }

    private boolean isLenient() {
        return violations == warnings;
    }

    void violation(String path, String code, String detail) {
        violation(path, code, detail, List.of());
    }

    void violation(String path, String code, String detail, List<CourierCandidate> candidates) {
        violations.add(
                new Violation(pointer + path, code, isLenient() ? detail + " It is left out." : detail, candidates));
    }

    /** Unlike a violation, it does not reject the request. */
    void warning(String path, String code, String detail) {
        warning(path, code, detail, List.of());
    }

    void warning(String path, String code, String detail, List<CourierCandidate> candidates) {
        warnings.add(new Violation(pointer + path, code, detail, candidates));
    }

    boolean hasViolations() {
        return !violations.isEmpty();
    }

    boolean has(String field) {
        return value(field) != null;
    }

    /** For people to read: where it is read leniently, as much of it as there is room for. */
    @Nullable
    String text(String field, int maxLength) {
        var value = value(field);
        if (value == null || !isLenient() || !value.isString()) {
            return strictText(field, maxLength);
        }
        var text = CONTROLS.matcher(value.asString()).replaceAll(" ").strip();
        if (text.codePointCount(0, text.length()) <= maxLength) {
            return text.isEmpty() ? null : text;
        }
        warning("/" + field, "cut", "Expected: at most %d characters. The rest is left out.".formatted(maxLength));
        return text.substring(0, text.offsetByCodePoints(0, maxLength)).strip();
    }

    private @Nullable String strictText(String field, int maxLength) {
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
        var text = strictText(field, maxLength);
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
        var near = isLenient() ? number(value) : null;
        if (near == null || near.signum() <= 0) {
            return invalid(field, "out-of-range", "a whole number, %d to %d".formatted(min, max));
        }
        var rounded = near.setScale(0, RoundingMode.CEILING)
                .max(BigDecimal.valueOf(min))
                .min(BigDecimal.valueOf(max))
                .intValue();
        warning("/" + field, "rounded", "It is taken as %d.".formatted(rounded));
        return rounded;
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        return value.isNumber() || value.isString() ? parsed(value.asString(), ValidatingJsonReader::decimal) : null;
    }

    /** An exponent could ask for a number of a million digits. */
    private static @Nullable BigDecimal decimal(String text) {
        return text.length() <= 20 && text.indexOf('e') < 0 && text.indexOf('E') < 0 ? new BigDecimal(text) : null;
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
                .forEach(field -> unknownFields.add(new Violation(
                        pointer + "/" + escaped(field), "unknown-property", "Expected: no such field.", List.of())));
    }

    private <T> @Nullable T object(JsonNode value, String path, Function<ValidatingJsonReader, @Nullable T> mapping) {
        return value.isObject()
                ? mapping.apply(new ValidatingJsonReader(
                        value, pointer + "/" + path, violations, warnings, unknownFields, new HashSet<>()))
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
            if (!isLenient()) {
                return List.of();
            }
        }
        return IntStream.range(0, Math.min(array.size(), max))
                .boxed()
                .flatMap(i -> Stream.ofNullable(reader.apply(array.get(i), field + "/" + i)))
                .toList();
    }

    private @Nullable JsonNode value(String field) {
        knownFields.add(field);
        var value = node.get(field);
        return value == null || value.isNull() || (isLenient() && isBlank(value)) ? null : value;
    }

    /** Many shops send an empty text for what they do not know. */
    private static boolean isBlank(JsonNode value) {
        return value.isString() && VisibleText.of(value.asString()).isBlank();
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
