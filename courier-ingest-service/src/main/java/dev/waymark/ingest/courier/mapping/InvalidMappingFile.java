package dev.waymark.ingest.courier.mapping;

import tools.jackson.core.JacksonException;

/** A mapping file cannot be used. The message names file, line, and what was expected there. */
public final class InvalidMappingFile extends RuntimeException {

    private final int line;
    private final int column;
    private final String expectation;

    private InvalidMappingFile(String file, int line, int column, String expectation, Throwable cause) {
        super("%s:%d:%d: %s".formatted(file, line, column, expectation), cause);
        this.line = line;
        this.column = column;
        this.expectation = expectation;
    }

    static InvalidMappingFile of(String file, JacksonException e) {
        var location = e.getLocation();
        return new InvalidMappingFile(
                file,
                location == null ? 0 : location.getLineNr(),
                location == null ? 0 : location.getColumnNr(),
                e.getCause() instanceof IllegalArgumentException cause
                        ? String.valueOf(cause.getMessage())
                        : e.getOriginalMessage(),
                e);
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String expectation() {
        return expectation;
    }
}
