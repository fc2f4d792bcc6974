package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.view.DryRunResponse.MappingMistake;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** A mapping file cannot be used. The message names file, line, and what was expected there. */
public final class InvalidMappingFile extends RuntimeException {

    private static final Pattern JAVA_TYPE = Pattern.compile(
            " ?(?:of type |as a subtype of |instance of |for type |class )?[`'\"\\[(]?(?:class |simple type, class )?"
                    + "(?:dev\\.waymark|java|tools\\.jackson)\\.[\\w.$]+(?:<[^>]*>)?(?:\\[])?[`'\"\\])]?");

    private final transient MappingMistake mistake;

    private InvalidMappingFile(MappingMistake mistake, @Nullable Throwable cause) {
        super("%s:%d:%d: %s".formatted(mistake.file(), mistake.line(), mistake.column(), mistake.expectation()), cause);
        this.mistake = mistake;
    }

    static InvalidMappingFile of(String file, JacksonException e) {
        var location = e.getLocation();
        var line = location == null ? 0 : location.getLineNr();
        var column = location == null ? 0 : location.getColumnNr();
        var expectation = e.getCause() instanceof IllegalArgumentException cause
                ? String.valueOf(cause.getMessage())
                : expectation(e);
        return new InvalidMappingFile(new MappingMistake(file, line, column, expectation), e);
    }

    /** Jackson's words, without the Java that it read into: whoever writes a mapping does not know it. */
    private static String expectation(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "%s (expected: one of %s)".formatted(unknown.getPropertyName(), known);
        }
        return JAVA_TYPE.matcher(e.getOriginalMessage()).replaceAll("");
    }

    static InvalidMappingFile of(String file, int line, String expectation) {
        return new InvalidMappingFile(new MappingMistake(file, line, 1, expectation), null);
    }

    public MappingMistake mistake() {
        return mistake;
    }
}
