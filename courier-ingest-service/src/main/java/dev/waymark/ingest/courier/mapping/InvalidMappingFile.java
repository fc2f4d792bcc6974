package dev.waymark.ingest.courier.mapping;

/** A mapping file cannot be used. The message names file, line, and what was expected there. */
public final class InvalidMappingFile extends RuntimeException {

    private final int line;
    private final int column;
    private final String expectation;

    InvalidMappingFile(String file, int line, int column, String expectation, Throwable cause) {
        super("%s:%d:%d: %s".formatted(file, line, column, expectation), cause);
        this.line = line;
        this.column = column;
        this.expectation = expectation;
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
