package dev.waymark.orders.ordering;

import dev.waymark.orders.recognition.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One JSON object on its way to a record: reads fields, notes all that is wrong, and which fields nobody asked for. */
final class ValidatingJsonReader {

    private final JsonNode object;
    private final String pointer;
    private final List<Violation> violations;
    private final Set<String> asked = new HashSet<>();

    private ValidatingJsonReader(JsonNode object, String pointer, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
    }

    static ValidatingJsonReader of(JsonNode object, List<Violation> violations) {
        var fields = new ValidatingJsonReader(object, "", violations);
        if (!object.isObject()) {
            fields.violation("", "not-an-object", "Expected: an object.");
        }
        return fields;
    }

    void violation(String path, String code, String detail) {
        violation(path, code, detail, List.of());
    }

    void violation(String path, String code, String detail, List<Candidate> candidates) {
        violations.add(new Violation(pointer + path, code, detail, candidates));
    }

    /** One that refuses nothing, for whoever collects those. */
    Violation warning(String path, String code, String detail) {
        return new Violation(pointer + path, code, detail);
    }

    void missing(String field) {
        violation("/" + field, "missing", "Expected: a value.");
    }

    Optional<String> text(String field, int longest) {
        return value(field).flatMap(value -> {
            if (!value.isString()) {
                return wrong(field, "not-a-text", "Expected: a text.");
            }
            var text = value.asString().strip();
            if (text.isEmpty()) {
                return wrong(field, "empty", "Expected: at least one character.");
            }
            if (text.length() > longest) {
                return wrong(field, "too-long", "Expected: at most %d characters.".formatted(longest));
            }
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                return wrong(field, "control-character", "Expected: no control characters.");
            }
            return Optional.of(text);
        });
    }

    /** A text that {@code reader} understands; what it throws says that it does not. */
    <T> Optional<T> parsed(String field, int longest, String expectation, Function<String, T> reader) {
        return text(field, longest)
                .flatMap(text -> {
                    try {
                        return Optional.ofNullable(reader.apply(text));
                    } catch (IllegalArgumentException | java.time.DateTimeException e) {
                        return Optional.<T>empty();
                    }
                })
                .or(() -> {
                    if (value(field).isPresent() && noneSaid(field)) {
                        violation("/" + field, "unreadable", "Expected: " + expectation + ".");
                    }
                    return Optional.empty();
                });
    }

    Optional<Integer> integer(String field, int least, int most) {
        return value(field).flatMap(value -> {
            if (!value.isIntegralNumber()
                    || !value.canConvertToInt()
                    || value.asInt() < least
                    || value.asInt() > most) {
                return wrong(field, "out-of-range", "Expected: a whole number, %d to %d.".formatted(least, most));
            }
            return Optional.of(value.asInt());
        });
    }

    <E extends Enum<E>> Optional<E> oneOf(String field, Class<E> type) {
        return parsed(field, 40, "one of " + List.of(type.getEnumConstants()), text -> Enum.valueOf(type, text));
    }

    Optional<ValidatingJsonReader> object(String field) {
        return value(field)
                .flatMap(value -> value.isObject()
                        ? Optional.of(new ValidatingJsonReader(value, pointer + "/" + field, violations))
                        : wrong(field, "not-an-object", "Expected: an object."));
    }

    /** The elements that {@code reader} made something of; none when the field is absent. */
    <T> List<T> objects(String field, int most, Function<ValidatingJsonReader, @Nullable T> reader) {
        return elements(field, most, (element, at) -> {
            if (!element.isObject()) {
                violations.add(new Violation(at, "not-an-object", "Expected: an object."));
                return null;
            }
            return reader.apply(new ValidatingJsonReader(element, at, violations));
        });
    }

    <E extends Enum<E>> List<E> setOf(String field, Class<E> type) {
        return elements(field, type.getEnumConstants().length, (element, at) -> {
                    for (var constant : type.getEnumConstants()) {
                        if (element.isString() && constant.name().equals(element.asString())) {
                            return constant;
                        }
                    }
                    violations.add(new Violation(
                            at, "unreadable", "Expected: one of " + List.of(type.getEnumConstants()) + "."));
                    return (E) null;
                })
                .stream()
                .distinct()
                .toList();
    }

    boolean has(String field) {
        return value(field).isPresent();
    }

    /** To be called last: whoever misspells an optional field learns it here and not by its absence. */
    void nothingElse() {
        if (object.isObject()) {
            object.propertyNames().stream()
                    .filter(name -> !asked.contains(name))
                    .forEach(name -> violation("/" + escaped(name), "unknown-property", "Expected: no such field."));
        }
    }

    private interface ElementReader<T> {
        @Nullable
        T read(JsonNode element, String pointer);
    }

    private <T> List<T> elements(String field, int most, ElementReader<T> reader) {
        var value = value(field);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.orElseThrow().isArray()) {
            violation("/" + field, "not-an-array", "Expected: an array.");
            return List.of();
        }
        if (value.orElseThrow().size() > most) {
            violation("/" + field, "too-many", "Expected: at most %d.".formatted(most));
            return List.of();
        }
        var read = new ArrayList<T>();
        IntStream.range(0, value.orElseThrow().size()).forEach(i -> {
            var element = reader.read(value.orElseThrow().get(i), pointer + "/" + field + "/" + i);
            if (element != null) {
                read.add(element);
            }
        });
        return read;
    }

    private Optional<JsonNode> value(String field) {
        asked.add(field);
        return Optional.ofNullable(object.get(field)).filter(value -> !value.isNull());
    }

    private <T> Optional<T> wrong(String field, String code, String detail) {
        violation("/" + field, code, detail);
        return Optional.empty();
    }

    private boolean noneSaid(String field) {
        return violations.stream().noneMatch(v -> v.pointer().equals(pointer + "/" + field));
    }

    private static String escaped(String name) {
        var shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
        return shown.replace("~", "~0").replace("/", "~1");
    }
}
