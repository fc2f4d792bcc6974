package dev.waymark.platform;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names under which a program reaches its own machine. */
public final class LoopbackHost {

    private static final Pattern NAMES =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private LoopbackHost() {}

    /** Whether what is said to {@code host} stays on this machine; one that is not set is this machine. */
    public static boolean isLoopback(@Nullable String host) {
        return host == null || NAMES.matcher(host).matches();
    }
}
