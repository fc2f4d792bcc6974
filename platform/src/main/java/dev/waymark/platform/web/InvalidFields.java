package dev.waymark.platform.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Which rules a request breaks, by what the framework and the JSON reader say. The rejected values are never repeated. */
public final class InvalidFields {

    private static final int LONGEST_NAME = 40;

    private InvalidFields() {}

    static List<InvalidField> of(WebExchangeBindException failure) {
        return failure.getFieldErrors().stream()
                .map(error -> error.isBindingFailure() ? wrongType(error) : field("/" + error.getField(), error))
                .toList();
    }

    static List<InvalidField> of(HandlerMethodValidationException failure) {
        return failure.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> field(pointer(result.getMethodParameter()), error)))
                .toList();
    }

    /** Of a parameter; empty when it is not about one. */
    static List<InvalidField> of(ServerWebInputException failure) {
        if (failure instanceof MissingRequestValueException missing) {
            return List.of(InvalidField.of("/" + missing.getName(), "missing"));
        }
        var parameter = failure.getMethodParameter();
        return failure.getCause() instanceof TypeMismatchException && parameter != null
                ? List.of(InvalidField.of(pointer(parameter), "wrong-type"))
                : List.of();
    }

    /** Of a body; empty when it is not even JSON. */
    public static List<InvalidField> of(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                List.of(InvalidField.of(pointer(unknown), "unknown-property"));
            // A number for a text is of another type; a text for a text is not.
            case InvalidFormatException invalid
            when invalid.getTargetType() == String.class && invalid.getValue() instanceof String ->
                List.of(InvalidField.of(pointer(invalid), "invalid"));
            case DatabindException invalid -> List.of(InvalidField.of(pointer(invalid), "wrong-type"));
            case StreamReadException unreadable ->
                duplicate(unreadable).map(List::of).orElseGet(List::of);
            default -> List.of();
        };
    }

    /** The reader gives duplicates no class of their own. */
    private static Optional<InvalidField> duplicate(StreamReadException failure) {
        @Nullable JsonParser parser = failure.processor();
        return failure.getOriginalMessage().startsWith("Duplicate") && parser != null
                ? Optional.of(InvalidField.of(
                        parser.streamReadContext().pathAsPointer().toString(), "duplicate-property"))
                : Optional.empty();
    }

    private static InvalidField wrongType(FieldError error) {
        return InvalidField.of("/" + error.getField(), "wrong-type");
    }

    private static InvalidField field(String pointer, MessageSourceResolvable error) {
        var codes = error.getCodes();
        var arguments = error.getArguments() == null ? new Object[0] : error.getArguments();
        return switch (codes == null || codes.length == 0 ? "" : codes[codes.length - 1]) {
            case "NotBlank", "NotNull", "NotEmpty" -> InvalidField.of(pointer, "missing");
            // Its arguments are sorted by name, behind the field's own.
            case "Size" -> new InvalidField(pointer, "too-long", arguments(arguments, "max"));
            case "Min" -> new InvalidField(pointer, "too-small", arguments(arguments, "min"));
            case "Max" -> new InvalidField(pointer, "too-large", arguments(arguments, "max"));
            default -> InvalidField.of(pointer, "invalid");
        };
    }

    private static Map<String, Object> arguments(Object[] arguments, String name) {
        return arguments.length < 2 ? Map.of() : Map.of(name, arguments[1]);
    }

    private static String pointer(MethodParameter parameter) {
        return "/" + parameter.getParameterName();
    }

    private static String pointer(JacksonException failure) {
        return failure.getPath().stream()
                .map(step -> step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName())
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…")
                .map(name -> "/" + name.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
