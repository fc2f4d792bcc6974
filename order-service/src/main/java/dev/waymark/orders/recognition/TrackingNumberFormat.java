package dev.waymark.orders.recognition;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CheckDigit;
import dev.waymark.orders.recognition.CourierFile.FormatRules;
import dev.waymark.orders.recognition.CourierFile.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One format of one carrier's tracking numbers. */
record TrackingNumberFormat(
        CourierCode family, String familyName, FormatRules rules, Pattern pattern, Cardinality cardinality) {

    private static final String SERIAL = "SerialNumber";
    static final String CHECK_DIGIT = "CheckDigit";
    private static final String SERVICE_TYPE = "Service Type";
    private static final String POST = "Courier";

    String name() {
        return rules.name();
    }

    /** All carriers that numbers of this format can belong to, and the name of all of them together. */
    Stream<CourierCode> carriers() {
        var posts = rules.additional().stream()
                .filter(lookup -> lookup.name().equals(POST))
                .flatMap(lookup -> lookup.lookup().stream())
                .map(Row::post);
        return Stream.concat(Stream.of(family), posts);
    }

    /** Empty when {@code number} has another format. */
    Optional<Match> match(CharSequence number) {
        var admitted = cardinality.ofLength(number.length());
        var matcher = pattern.matcher(number);
        if (admitted == 0 || !matcher.matches()) {
            return Optional.empty();
        }
        var rows = new HashMap<String, Row>();
        for (var lookup : rules.additional()) {
            lookup.find(matcher).ifPresent(row -> rows.put(lookup.name(), row));
        }
        var required = rules.validation().additional();
        if (required != null && !rows.keySet().containsAll(required.exists())) {
            return Optional.empty();
        }
        var checkDigit = checkDigit(matcher);
        var post = rows.get(POST);
        var service = rows.get(SERVICE_TYPE);
        return Optional.of(new Match(
                family,
                post == null ? family : post.post(),
                post == null ? familyName : post.courier(),
                name(),
                checkDigit,
                probability(admitted, checkDigit),
                service == null ? null : service.service(),
                post == null ? null : post.country()));
    }

    /** Each serial number has exactly one right check digit. */
    private double probability(double admitted, CheckDigit checkDigit) {
        return switch (checkDigit) {
            case RIGHT -> cardinality.checkDigits() / admitted;
            case NONE -> 1 / admitted;
            case WRONG -> 0;
        };
    }

    private CheckDigit checkDigit(Matcher matcher) {
        var checksum = rules.validation().checksum();
        if (checksum == null) {
            return CheckDigit.NONE;
        }
        var serial = rules.validation().completed(matcher.group(SERIAL));
        return checksum.isRight(serial, matcher.group(CHECK_DIGIT).charAt(0)) ? CheckDigit.RIGHT : CheckDigit.WRONG;
    }

    /**
     * A number that has the format.
     *
     * @param family the carrier, or all posts together
     * @param probability of this number among all of the format, were each as likely; 0 when the check digit is wrong
     */
    record Match(
            CourierCode family,
            CourierCode carrier,
            String carrierName,
            String format,
            CheckDigit checkDigit,
            double probability,
            @Nullable String serviceType,
            @Nullable String country) {}

    /**
     * How many numbers a format admits.
     *
     * @param checkDigits how many characters can be the check digit; 1 where there is none
     * @param lengths by the length of the number
     */
    record Cardinality(@JsonProperty("checkDigits") double checkDigits, Map<Integer, Double> lengths) {
        double ofLength(int length) {
            return lengths.getOrDefault(length, 0.0);
        }
    }
}
