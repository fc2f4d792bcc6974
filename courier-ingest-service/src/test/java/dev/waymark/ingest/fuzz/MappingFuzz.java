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
        SeedCorpus.mappings().forEach(MappingFuzz::check);
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        check(input);
    }

    static MappingResult check(byte[] input) {
        var written = SerializedWebhook.parse(input);
        var mapping = FuzzedMappings.mapping(written.whose().split("/", 2)[0]);
        var captured = FuzzedMappings.payloadsOf(mapping);
        if (!written.whose().contains("/") || captured.isEmpty()) {
            return MappingOracle.check(mapping.courier(), mapping, written.headers(), written.body());
        }
        var choices = new FuzzInput(written.rest());
        var headers = headers(mapping, choices);
        var body = Mutation.of(FuzzedMappings.named(captured, written.whose()), choices);
        return MappingOracle.check(mapping.courier(), mapping, headers, body);
    }

    /** Those that the mapping reads, if any: a text of the fuzzer's, a hostile one, or none. */
    private static Map<String, String> headers(CourierMapping mapping, FuzzInput choices) {
        var headers = new HashMap<String, String>();
        mapping.protocol().requiredHeaders().stream().sorted().forEach(name -> {
            switch (choices.of(3)) {
                case 0 -> headers.put(name, HostileValues.TEXTS.get(choices.of(HostileValues.TEXTS.size())));
                case 1 -> headers.put(name, choices.text(80));
                default -> {
                    // Not sent.
                }
            }
        });
        return headers;
    }
}
