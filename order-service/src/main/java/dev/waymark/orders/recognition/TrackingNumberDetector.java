package dev.waymark.orders.recognition;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.CheckDigit;
import dev.waymark.contract.view.CourierCandidate;
import dev.waymark.contract.view.CourierCandidates.Verdict;
import dev.waymark.orders.recognition.TrackingNumberFormat.Match;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Detects the courier from the number. A match weighs the more, the fewer numbers its format admits: it is the less likely
 * to be a coincidence. All couriers count as equally busy, for want of better data.
 */
public final class TrackingNumberDetector {

    /**
     * With this likelihood at least, a courier is taken without asking, if no other's format fits: one whose format is
     * unknown has one shipment in twenty at most then.
     */
    static final double CLEAR = 0.95;

    private final List<TrackingNumberFormat> formats = FormatFiles.formats();
    private final Set<CourierCode> couriers;
    private final Map<CourierCode, CourierCode> reportedBy;
    private final Set<CourierCode> couriersWithoutFormat;

    public TrackingNumberDetector(RecognitionSettings settings) {
        couriers = Set.copyOf(settings.couriers());
        reportedBy = settings.reportedBy();
        var carriers = formats.stream().flatMap(TrackingNumberFormat::carriers).collect(toCollection(TreeSet::new));
        for (var carrier : reportedBy.keySet()) {
            if (!carriers.contains(carrier)) {
                throw new IllegalArgumentException("waymark.orders.recognition.reported-by.%s: (expected: one of %s)"
                        .formatted(carrier, carriers));
            }
        }
        couriersWithoutFormat = couriers.stream()
                .filter(courier -> !carriers.contains(courier) && !reportedBy.containsValue(courier))
                .collect(toCollection(TreeSet::new));
    }

    /** Whether numbers can tell that they are of {@code courier}. */
    public boolean isRecognised(CourierCode courier) {
        return (couriers.isEmpty() || couriers.contains(courier) || reportedBy.containsValue(courier))
                && (reportedBy.containsValue(courier)
                        || formats.stream()
                                .flatMap(TrackingNumberFormat::carriers)
                                .anyMatch(courier::equals));
    }

    /** The name of a carrier that reports its shipments itself; empty where its formats do not tell it. */
    public Optional<String> name(CourierCode courier) {
        return formats.stream()
                .filter(format -> format.family().equals(courier))
                .map(TrackingNumberFormat::familyName)
                .findFirst();
    }

    public DetectionResult detect(TrackingNumber number) {
        return decide(ranked(matches(number).filter(this::isOfShop).toList(), number));
    }

    /** Whether the number has a format of its courier, and the check digit is wrong in each such format. */
    public boolean isCheckDigitWrong(ShipmentKey shipment) {
        var checkDigits = matches(shipment.trackingNumber())
                .filter(match -> names(match).anyMatch(shipment.courier()::equals))
                .map(Match::checkDigit)
                .collect(toSet());
        return checkDigits.equals(Set.of(CheckDigit.WRONG));
    }

    private List<CourierCandidate> ranked(List<Match> matches, TrackingNumber number) {
        var total = totalProbability(matches, number);
        return matches.stream()
                .map(match -> candidate(match, match.probability() / total))
                .sorted(comparingDouble(CourierCandidate::likelihood)
                        .reversed()
                        .thenComparing(CourierCandidate::courier)
                        .thenComparing(CourierCandidate::format))
                .toList();
    }

    /** Of each courier its best match; a courier without a known format may use every number. */
    private double totalProbability(List<Match> matches, TrackingNumber number) {
        var best = new HashMap<CourierCode, Double>();
        matches.forEach(match -> best.merge(courier(match), match.probability(), Math::max));
        var unknown = couriersWithoutFormat.isEmpty() ? 0 : couriersWithoutFormat.size() / sameAlphabet(number.value());
        return best.values().stream().mapToDouble(Double::doubleValue).sum() + unknown;
    }

    private DetectionResult decide(List<CourierCandidate> candidates) {
        var fitting = candidates.stream()
                .filter(candidate -> candidate.checkDigit() != CheckDigit.WRONG)
                .toList();
        if (fitting.isEmpty()) {
            var verdict = candidates.isEmpty() ? Verdict.UNRECOGNISED : Verdict.CHECK_DIGIT_WRONG;
            return new DetectionResult(verdict, couriers(candidates).toList(), candidates);
        }
        var best = fitting.getFirst();
        if (best.likelihood() >= CLEAR && couriers(fitting).count() == 1) {
            return new DetectionResult(Verdict.CLEAR, List.of(best.courier()), candidates);
        }
        var possible = Stream.concat(couriers(fitting), couriersWithoutFormat.stream());
        return new DetectionResult(Verdict.AMBIGUOUS, possible.toList(), candidates);
    }

    private static Stream<CourierCode> couriers(List<CourierCandidate> candidates) {
        return candidates.stream().map(CourierCandidate::courier).distinct();
    }

    private Stream<Match> matches(TrackingNumber number) {
        return formats.stream().map(format -> format.match(number.value())).flatMap(Optional::stream);
    }

    private boolean isOfShop(Match match) {
        return couriers.isEmpty() || names(match).anyMatch(couriers::contains);
    }

    private Stream<CourierCode> names(Match match) {
        return Stream.of(match.carrier(), match.family(), courier(match));
    }

    private CourierCode courier(Match match) {
        var ofFamily = reportedBy.getOrDefault(match.family(), match.carrier());
        return reportedBy.getOrDefault(match.carrier(), ofFamily);
    }

    private CourierCandidate candidate(Match match, double likelihood) {
        return new CourierCandidate(
                courier(match),
                match.carrier(),
                match.carrierName(),
                match.format(),
                match.checkDigit(),
                // Rounded, because a sum of quotients may miss 1 by a hair. Not a number: all check digits are wrong.
                Double.isNaN(likelihood) ? 0 : Math.round(likelihood * 1000) / 1000.0,
                match.serviceType(),
                explanation(match));
    }

    private String explanation(Match match) {
        var checked = switch (match.checkDigit()) {
            case RIGHT -> "its check digit is right";
            case WRONG -> "its check digit is wrong";
            case NONE -> "the form has no check digit";
        };
        var issued = match.country() == null ? "" : "; issued in " + match.country();
        var reported = courier(match).equals(match.carrier()) ? "" : "; reported by " + courier(match);
        return "It has the form %s; %s%s%s.".formatted(match.format(), checked, issued, reported);
    }

    /** How many numbers of the same length there are, of digits alone or of digits and letters. */
    private static double sameAlphabet(String number) {
        var alphabet = number.chars().anyMatch(Character::isLetter) ? 36 : 10;
        return Math.pow(alphabet, (double)
                number.chars().filter(Character::isLetterOrDigit).count());
    }
}
