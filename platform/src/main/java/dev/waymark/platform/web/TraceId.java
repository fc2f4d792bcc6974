package dev.waymark.platform.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The id that joins an answer with the log lines of its request. */
public final class TraceId {

    private static final Pattern TRACE_PARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NO_TRACE = "0".repeat(32);

    private TraceId() {}

    /** The same for the whole request: the caller's (W3C Trace Context), so that both logs can be joined, or a new one. */
    public static String of(ServerWebExchange exchange) {
        return (String) exchange.getAttributes()
                .computeIfAbsent(
                        TraceId.class.getName(),
                        _ -> read(exchange.getRequest().getHeaders().getFirst("traceparent")));
    }

    private static String read(@Nullable String traceParent) {
        var matcher = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent);
        if (matcher.matches() && !matcher.group(1).equals(NO_TRACE)) {
            return matcher.group(1);
        }
        return random();
    }

    /** For what belongs to no request that we read. */
    static String random() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
