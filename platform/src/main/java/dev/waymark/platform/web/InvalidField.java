package dev.waymark.platform.web;

import java.util.Map;

/**
 * A rule that a request breaks.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; for a parameter its name behind a slash
 * @param code the rule, for machines
 * @param arguments what the rule's text says: {@code min}, {@code max}
 */
public record InvalidField(String pointer, String code, Map<String, Object> arguments) {

    public InvalidField {
        arguments = Map.copyOf(arguments);
    }

    public static InvalidField of(String pointer, String code) {
        return new InvalidField(pointer, code, Map.of());
    }
}
