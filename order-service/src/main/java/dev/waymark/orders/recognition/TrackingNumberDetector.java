package dev.waymark.orders.recognition;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.recognition.TrackingNumberFormat.Match;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the courier from the number. What fits is weighed by how few numbers its form admits: the fewer, the less it fits
 * by chance. All couriers are taken to be equally busy, for nothing here knows better.
 */
public final class TrackingNumberDetector {

    /** Below this we ask. At most one parcel in twenty that we name a courier for is then another's. */
    static final double CLEAR = 0.95;

    private final List<TrackingNumberFormat> formats;
    private final Set<CourierCode> couriers;
    private final Map<CourierCode, CourierCode> reportedBy;
    private final Set<CourierCode> couriersWithoutFormat;

    /**
     * @param couriers the shop's, as carriers or as those who report them; empty: any
     * @param reportedBy for a carrier, or {@code s10} for all posts, the courier whose webhooks tell of its parcels
     */
    public TrackingNumberDetector(Collection<CourierCode> couriers, Map<CourierCode, CourierCode> reportedBy) {
        this.formats = FormatFiles.read().stream()
                .flatMap(file -> TrackingNumberFormat.of(file).stream())
                .toList();
        this.couriers = Set.copyOf(couriers);
        this.reportedBy = Map.copyOf(reportedBy);
        var known = new TreeSet<CourierCode>();
        formats.stream().flatMap(TrackingNumberFormat::carriers).forEach(known::add);
        reportedBy.keySet().stream()
                .filter(carrier -> !known.contains(carrier))
                .findFirst()
                .ifPresent(carrier -> {
                    throw new IllegalArgumentException(
                            "waymark.orders.recognition.reported-by.%s: (expected: one of %s)"
                                    .formatted(carrier, known));
                });
        this.couriersWithoutFormat = couriers.stream()
                .filter(courier -> !known.contains(courier) && !reportedBy.containsValue(courier))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whose {@code number} is. */
    public DetectionResult detect(TrackingNumber number) {
        var matches = matches(number).filter(this::worksWith).toList();
        if (matches.isEmpty()) {
            return new DetectionResult.Unrecognised();
        }
        var best = new HashMap<CourierCode, Double>();
        matches.forEach(match -> best.merge(courier(match), match.chance(), Math::max));
        var unknown = couriersWithoutFormat.isEmpty() ? 0 : couriersWithoutFormat.size() / writtenAlike(number.value());
        var all = best.values().stream().mapToDouble(Double::doubleValue).sum() + unknown;
        var candidates = matches.stream()
                .map(match -> candidate(match, match.chance() / all))
                .sorted(comparingDouble(Candidate::likelihood)
                        .reversed()
                        .thenComparing(Candidate::courier)
                        .thenComparing(comparing(Candidate::format)))
                .toList();
        return decided(candidates);
    }

    /** Whether the number has a form of its courier's and breaks the check digit in each that it has. */
    public boolean isCheckDigitWrong(ShipmentKey shipment) {
        var verdicts = matches(shipment.trackingNumber())
                .filter(match -> names(match).anyMatch(shipment.courier()::equals))
                .map(Match::checkDigit)
                .collect(Collectors.toSet());
        return verdicts.equals(Set.of(CheckDigit.WRONG));
    }

    private DetectionResult decided(List<Candidate> candidates) {
        var fitting = candidates.stream().filter(Candidate::fits).toList();
        if (fitting.isEmpty()) {
            return new DetectionResult.CheckDigitWrong(candidates);
        }
        var first = fitting.get(0);
        if (first.likelihood() >= CLEAR) {
            return new DetectionResult.Detected(first.courier(), candidates);
        }
        var asked = Stream.concat(fitting.stream().map(Candidate::courier), couriersWithoutFormat.stream())
                .distinct()
                .toList();
        return new DetectionResult.Ambiguous(asked, candidates);
    }

    private Stream<Match> matches(TrackingNumber number) {
        return formats.stream().map(format -> format.match(number.value())).flatMap(Optional::stream);
    }

    private boolean worksWith(Match match) {
        return couriers.isEmpty() || names(match).anyMatch(couriers::contains);
    }

    private Stream<CourierCode> names(Match match) {
        return Stream.of(match.carrier(), match.family(), courier(match));
    }

    private CourierCode courier(Match match) {
        return Optional.ofNullable(reportedBy.get(match.carrier()))
                .or(() -> Optional.ofNullable(reportedBy.get(match.family())))
                .orElse(match.carrier());
    }

    private Candidate candidate(Match match, double likelihood) {
        return new Candidate(
                courier(match),
                match.carrier(),
                match.carrierName(),
                match.format(),
                match.checkDigit(),
                // A sum of quotients may miss 1 by a hair; three digits say all there is to say.
                Double.isNaN(likelihood) ? 0 : Math.round(likelihood * 1000) / 1000.0,
                match.serviceType(),
                why(match));
    }

    private String why(Match match) {
        var checked = switch (match.checkDigit()) {
            case RIGHT -> "its check digit is right";
            case WRONG -> "its check digit is wrong";
            case NONE -> "the form has no check digit";
        };
        var issued = match.country() == null ? "" : "; issued in " + match.country();
        var reported = courier(match).equals(match.carrier()) ? "" : "; reported by " + courier(match);
        return "It has the form %s; %s%s%s.".formatted(match.format(), checked, issued, reported);
    }

    /** How many numbers there are of digits alone, or of digits and letters: what there is to say where no form is known. */
    private static double writtenAlike(String number) {
        var choices = number.chars().anyMatch(Character::isLetter) ? 36 : 10;
        return number.chars()
                .filter(Character::isLetterOrDigit)
                .mapToDouble(c -> choices)
                .reduce(1, (a, b) -> a * b);
    }
}
