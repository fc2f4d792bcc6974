package dev.waymark.ingest.fuzz;

import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.mapping.CourierMapping;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads any body by any mapping. An input is either a {@link SerializedWebhook} of {@code cdek}, or
 * {@code cdek/order_status.json} in a line of its own and behind it bytes that say how to change that captured payload.
 */
public final class MappingFuzz {

    private MappingFuzz() {}

    /** Called by the fuzzer before its time begins. */
    public static void fuzzerInitialize() {
        Seeds.mappings().forEach(MappingFuzz::check);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static MappingResult check(byte[] input) {
        var written = SerializedWebhook.parse(input);
        var mapping = Bundled.mapping(written.whose().split("/", 2)[0]);
        var captured = Bundled.payloadsOf(mapping);
        if (!written.whose().contains("/") || captured.isEmpty()) {
            return MappingOracle.check(mapping.courier(), mapping, written.headers(), written.body());
        }
        var choices = new Choices(written.rest());
        var headers = headers(mapping, choices);
        var body = Mutation.of(Bundled.named(captured, written.whose()), choices);
        return MappingOracle.check(mapping.courier(), mapping, headers, body);
    }

    /** Those that the mapping reads, if any: a text of the fuzzer's, a hostile one, or none. */
    private static Map<String, String> headers(CourierMapping mapping, Choices choices) {
        var headers = new HashMap<String, String>();
        mapping.protocol().requiredHeaders().stream().sorted().forEach(name -> {
            switch (choices.of(3)) {
                case 0 -> headers.put(name, Hostile.TEXTS.get(choices.of(Hostile.TEXTS.size())));
                case 1 -> headers.put(name, choices.text(80));
                default -> {
                    // Not sent.
                }
            }
        });
        return headers;
    }
}
