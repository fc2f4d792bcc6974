package dev.waymark.orders.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CheckDigit;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.CourierCandidates.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

class TrackingNumberDetectorPropertyTest {

    private static final TrackingNumberDetector DETECTOR =
            new TrackingNumberDetector(new RecognitionSettings(List.of(), Map.of()));
    private static final TrackingNumberDetector SELECTIVE = new TrackingNumberDetector(new RecognitionSettings(
            List.of(new CourierCode("dhl"), new CourierCode("nobody-knows")),
            Map.of(new CourierCode("dhl"), new CourierCode("easypost"))));

    private static final List<TrackingNumberFormat> FORMATS = FormatFiles.formats();

    /** The most expensive format, one of USPS, reads a number nearly three times; catastrophic backtracking reads it thousands of times. */
    private static final int MOST_READS = 4 * PatternCardinality.LONGEST;

    private static final List<String> EXAMPLES = FormatFiles.read("index").propertyNames().stream()
            .map(FormatFiles::read)
            .flatMap(file -> file.findValues("test_numbers").stream())
            .flatMap(numbers -> numbers.valueStream().flatMap(JsonNode::valueStream))
            .map(number -> new TrackingNumber(number.asString()).value())
            .toList();

    /** Counts reads instead of time, so that a busy machine does not fail the test. */
    @Property(tries = 3_000)
    void noFormatBacktracksCatastrophically(@ForAll("numbers") String text) {
        var number = new TrackingNumber(text).value();

        assertThat(FORMATS).allSatisfy(format -> {
            var counted = new Counted(number);
            format.match(counted);
            assertThat(counted.reads).as(format.name()).isLessThan(MOST_READS);
        });
    }

    @Property(tries = 3_000)
    void everyNumberGetsAConsistentResult(@ForAll("numbers") String text) {
        var number = new TrackingNumber(text);

        var any = DETECTOR.detect(number);
        var selective = SELECTIVE.detect(number);

        for (var result : List.of(any, selective)) {
            assertThat(result.candidates())
                    .isSortedAccordingTo(Comparator.comparingDouble(CourierCandidate::likelihood)
                            .reversed());
            assertThat(shares(result)).isLessThanOrEqualTo(1.01);
            assertThat(isConsistent(result)).isTrue();
        }
    }

    private static boolean isConsistent(DetectionResult result) {
        var candidates = result.candidates();
        return switch (result.verdict()) {
            case CLEAR -> result.couriers().equals(List.of(candidates.getFirst().courier()));
            case AMBIGUOUS ->
                candidates.stream()
                        .filter(candidate -> candidate.checkDigit() != CheckDigit.WRONG)
                        .map(CourierCandidate::courier)
                        .allMatch(result.couriers()::contains);
            case CHECK_DIGIT_WRONG ->
                !candidates.isEmpty()
                        && candidates.stream().allMatch(candidate -> candidate.checkDigit() == CheckDigit.WRONG);
            case UNRECOGNISED -> candidates.isEmpty() && result.couriers().isEmpty();
        };
    }

    @Property(tries = 500)
    void everySerialHasOneRightCheckDigit(@ForAll("serials") String serial) {
        var right = IntStream.range(0, 10)
                .mapToObj(digit -> DETECTOR.detect(new TrackingNumber("RA" + serial + digit + "GB")))
                .filter(result -> result.verdict() == Verdict.CLEAR);

        assertThat(right).hasSize(1);
    }

    private static double shares(DetectionResult result) {
        return result.candidates().stream()
                .collect(Collectors.toMap(CourierCandidate::courier, CourierCandidate::likelihood, Math::max))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** Random numbers, mutated examples, and the longest numbers that begin like an example. */
    @Provide
    Arbitrary<String> numbers() {
        var any = Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-")
                .ofMinLength(1)
                .ofMaxLength(50)
                .filter(text -> Character.isLetterOrDigit(text.charAt(0)));
        var digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(50);
        var examples = Arbitraries.of(EXAMPLES);
        var mutated = Arbitraries.of(EXAMPLES)
                .tuple2()
                .flatMap(two -> Arbitraries.integers()
                        .between(1, two.get1().length())
                        .map(cut -> cut(two.get1().substring(0, cut)
                                + two.get2().substring(Math.min(cut, two.get2().length())))));
        var endless = Arbitraries.of("420", "94", "92", "96", "GM", "LX1", "1Z", "JJD", "9", "0", "42094", "4209999992")
                .flatMap(start -> Arbitraries.of("9", "0", "94", "420", "A", "9-")
                        .map(repeated -> cut(start + repeated.repeat(50))));
        return Arbitraries.oneOf(any, digits, examples, mutated, endless);
    }

    @Provide
    Arbitrary<String> serials() {
        return Arbitraries.strings().numeric().ofLength(8);
    }

    private static String cut(String number) {
        return number.substring(0, Math.min(50, number.length()));
    }

    private static final class Counted implements CharSequence {
        private final String text;
        private int reads;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            reads++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
