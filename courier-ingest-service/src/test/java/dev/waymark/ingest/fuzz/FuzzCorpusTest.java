package dev.waymark.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fuzzer starts from, and all that one has ever found: {@code courier-ingest-service/fuzz} looks for more. */
class FuzzCorpusTest {

    private static final Path KEPT = Path.of("src/test/resources/fuzz");

    @ParameterizedTest
    @MethodSource("bodies")
    void storedBodyIsMapped(Path input) throws IOException {
        assertThat(MappingFuzz.check(Files.readAllBytes(input))).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void storedSignatureIsRejected(Path input) throws IOException {
        assertThat(SignatureFuzz.check(Files.readAllBytes(input))).isNotNull();
    }

    @Test
    void everyCapturedPayloadIsMappedHoweverItIsChanged() {
        assertThat(SeedCorpus.mappings())
                .hasSizeGreaterThan(FuzzedMappings.PAYLOADS.size())
                .allSatisfy(seed -> assertThat(MappingFuzz.check(seed)).isNotNull());
    }

    @Test
    void noForgedSignatureIsAccepted() {
        assertThat(SeedCorpus.signatures())
                .hasSizeGreaterThan(SignatureFuzz.COURIERS.size())
                .allSatisfy(seed -> assertThat(SignatureFuzz.check(seed)).isNotNull());
    }

    private static Stream<Path> bodies() throws IOException {
        return kept("mappings");
    }

    private static Stream<Path> proofs() throws IOException {
        return kept("signatures");
    }

    private static Stream<Path> kept(String folder) throws IOException {
        try (var files = Files.list(KEPT.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }
}
