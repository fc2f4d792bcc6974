package dev.waymark.tokens;

import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * A route of a service that is called.
 *
 * @param purpose what a token must be for
 * @param callers who may call it for that: the key of another service proves who calls, and nothing more
 */
public record PurposeRoute(HttpMethod method, String path, String purpose, List<String> callers) {

    public PurposeRoute {
        callers = List.copyOf(callers);
    }

    public static PurposeRoute of(HttpMethod method, String path, String purpose, String... callers) {
        return new PurposeRoute(method, path, purpose, List.of(callers));
    }

    /** What each of the callers is granted by a token for the purpose. */
    String[] authorities() {
        return callers.stream().map(caller -> authorityPrefix(caller) + purpose).toArray(String[]::new);
    }

    static String authorityPrefix(String caller) {
        return caller + ":";
    }
}
