package dev.waymark.ingest.courier.mapping;

import dev.waymark.contract.view.DryRunResponse.MappingMistake;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A mapping file cannot be used. The message names file, line, and what was expected there. */
public final class InvalidMappingFile extends RuntimeException {

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
                : e.getOriginalMessage();
        return new InvalidMappingFile(new MappingMistake(file, line, column, expectation), e);
    }

    static InvalidMappingFile of(String file, int line, String expectation) {
        return new InvalidMappingFile(new MappingMistake(file, line, 1, expectation), null);
    }

    public MappingMistake mistake() {
        return mistake;
    }
}
