package dev.waymark.ingest.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.Webhooks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a fuzzer starts from: everything captured, as it is and changed a little, and what looks like a proof. */
final class SeedCorpus {

    /** Of each captured payload. The fuzzer makes its own of these; they only show it where the places are. */
    private static final int CHANGED = 20;

    private static final int LONGEST_CHANGE = 24;

    private static final List<String> PROOFS = List.of(
            "hmac-sha256-hex=" + "0".repeat(64),
            "0".repeat(64),
            "v1," + "A".repeat(43) + "=",
            "A".repeat(43) + "=",
            "t=1795424400,v1=" + "0".repeat(64),
            "Basic c2hvcDpzZWNyZXQ=",
            "Bearer 9999999999." + "A".repeat(43),
            String.valueOf(Webhooks.RECEIVED_AT.getEpochSecond()),
            Webhooks.RECEIVED_AT.toString());

    private SeedCorpus() {}

    /** Writes them to {@code mappings} and {@code signatures} in the folder named first. */
    public static void main(String[] folder) throws IOException {
        write(mappings(), Path.of(folder[0], "mappings"));
        write(signatures(), Path.of(folder[0], "signatures"));
    }

    static List<byte[]> mappings() {
        var seeds = new ArrayList<byte[]>();
        var random = new Random(4);
        FuzzedMappings.PAYLOADS.forEach((name, payload) -> {
            seeds.add(joined(name.split("/", 2)[0] + "\n\n", payload));
            seeds.add(joined(name + "\n", new byte[0]));
            for (var i = 0; i < CHANGED; i++) {
                var choices = new byte[1 + random.nextInt(LONGEST_CHANGE)];
                random.nextBytes(choices);
                seeds.add(joined(name + "\n", choices));
            }
        });
        return seeds;
    }

    static List<byte[]> signatures() {
        var seeds = new ArrayList<byte[]>();
        SignatureFuzz.COURIERS.forEach((way, courier) -> {
            var payloads = List.copyOf(FuzzedMappings.payloadsOf(FuzzedMappings.mapping(way.split("/", 2)[0]))
                    .values());
            var body = payloads.isEmpty() ? new byte[0] : payloads.get(0);
            for (var proof : PROOFS) {
                var head = new StringBuilder(way).append('\n');
                head.append(":path: ").append(proof).append('\n');
                head.append("authorization: ").append(proof).append('\n');
                courier.verifier().signatureHeaders().stream()
                        .sorted()
                        .forEach(name ->
                                head.append(name).append(": ").append(proof).append('\n'));
                seeds.add(joined(head.append('\n').toString(), body));
            }
        });
        return seeds;
    }

    private static byte[] joined(String head, byte[] rest) {
        var joined = new ByteArrayOutputStream();
        joined.writeBytes(head.getBytes(UTF_8));
        joined.writeBytes(rest);
        return joined.toByteArray();
    }

    private static void write(List<byte[]> seeds, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
