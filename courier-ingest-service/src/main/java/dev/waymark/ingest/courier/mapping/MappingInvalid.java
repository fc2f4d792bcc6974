package dev.waymark.ingest.courier.mapping;

/** A mapping file cannot be used. The message names file, line, and what was expected there. */
public final class MappingInvalid extends RuntimeException {

    MappingInvalid(String file, int line, int column, String expectation, Throwable cause) {
        super("%s:%d:%d: %s".formatted(file, line, column, expectation), cause);
    }
}
