package dev.waymark.embedded.mongo.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Bytes sort as the values they stand for. */
class IndexKeyEncoderPropertyTest {

    @Property
    void bytesSortAsValues(@ForAll("values") Object one, @ForAll("values") Object other) {
        var expected = one instanceof String first && other instanceof String second
                ? Integer.signum(Arrays.compareUnsigned(first.getBytes(UTF_8), second.getBytes(UTF_8)))
                : Integer.signum(ValueComparator.asc().compare(one, other));

        assertThat(Integer.signum(Arrays.compareUnsigned(key(one, false), key(other, false))))
                .isEqualTo(expected);
        assertThat(Integer.signum(Arrays.compareUnsigned(key(one, true), key(other, true))))
                .isEqualTo(-expected);
    }

    @Property
    void noValueBeginsAnother(@ForAll("values") Object one, @ForAll("values") Object other) {
        var shorter = key(one, false);
        var longer = key(other, false);

        if (!Arrays.equals(shorter, longer)) {
            assertThat(Arrays.mismatch(shorter, longer)).isLessThan(Math.min(shorter.length, longer.length));
        }
    }

    private static byte[] key(Object value, boolean descending) {
        return new IndexKeyEncoder(new byte[0], descending).value(value).toBytes();
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.longs(),
                Arbitraries.integers(),
                // The referee takes every double past a long's range for the largest long, which MongoDB does not.
                Arbitraries.doubles().between(-9e18, 9e18).map(value -> value + 0.0),
                Arbitraries.of(1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 0, -1, 1.5, 1, 1L, 1.0),
                Arbitraries.of("\0", "\1", "a", "я", "\uFB00", "\uFFFF", "\uD83D\uDE00")
                        .list()
                        .ofMaxSize(5)
                        .map(characters -> String.join("", characters)),
                Arbitraries.of(true, false),
                Arbitraries.longs().between(-10_000_000_000L, 10_000_000_000L).map(Instant::ofEpochMilli),
                Arbitraries.create(UUID::randomUUID),
                Arbitraries.create(ObjectId::new));
        return Arbitraries.oneOf(
                scalars.injectNull(0.01),
                scalars.filter(value -> !(value instanceof String)).map(value -> new Document("f", value)),
                Arbitraries.just(List.of()));
    }
}
