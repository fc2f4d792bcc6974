package dev.waymark.orders.recognition;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.view.CheckDigit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One format of one carrier's tracking numbers. */
final class TrackingNumberFormat {

    /** Posts that have a courier code of their own; the others are called after their country. */
    private static final Map<String, CourierCode> POSTS = Map.of(
            "CA", new CourierCode("canada-post"),
            "RU", new CourierCode("russian-post"),
            "US", new CourierCode("usps"));

    private static final String SERIAL = "SerialNumber";
    static final String CHECK_DIGIT = "CheckDigit";
    private static final String SERVICE_TYPE = "Service Type";
    private static final String POST = "Courier";

    private final CourierCode family;
    private final String familyName;
    private final String name;
    private final Pattern pattern;
    private final Cardinality cardinality;
    private final @Nullable Checksum checksum;
    private final SerialPrefix prefix;
    private final List<Lookup> lookups;
    private final Set<String> required;

    TrackingNumberFormat(JsonNode courier, JsonNode format, Cardinality cardinality) {
        family = new CourierCode(courier.path("courier_code").asString().replace('_', '-'));
        familyName = courier.path("name").asString();
        name = format.path("name").asString();
        pattern = Pattern.compile(regex(format));
        this.cardinality = cardinality;
        var validation = format.path("validation");
        checksum = validation.has("checksum") ? Checksum.of(validation.path("checksum")) : null;
        prefix = SerialPrefix.of(validation.at("/serial_number_format/prepend_if"));
        lookups = format.path("additional").valueStream().map(Lookup::of).toList();
        required = validation
                .at("/additional/exists")
                .valueStream()
                .map(JsonNode::asString)
                .collect(toUnmodifiableSet());
    }

    String name() {
        return name;
    }

    /** All carriers that numbers of this format can belong to, and the name of all of them together. */
    Stream<CourierCode> carriers() {
        var posts = lookups.stream()
                .filter(lookup -> lookup.name().equals(POST))
                .flatMap(lookup -> lookup.rows().stream())
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
        lookups.forEach(lookup -> lookup.find(matcher).ifPresent(row -> rows.put(lookup.name(), row)));
        if (!rows.keySet().containsAll(required)) {
            return Optional.empty();
        }
        var checkDigit = checkDigit(matcher);
        var post = rows.get(POST);
        var service = rows.get(SERVICE_TYPE);
        return Optional.of(new Match(
                family,
                post == null ? family : post.post(),
                post == null ? familyName : post.text("courier"),
                name,
                checkDigit,
                probability(admitted, checkDigit),
                service == null ? null : service.service(),
                post == null ? null : post.text("country")));
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
        if (checksum == null) {
            return CheckDigit.NONE;
        }
        var serial = prefix.completed(matcher.group(SERIAL));
        return checksum.isRight(serial, matcher.group(CHECK_DIGIT).charAt(0)) ? CheckDigit.RIGHT : CheckDigit.WRONG;
    }

    /** Tracking numbers have no spaces. Without the optional spaces no pattern can match in two ways. */
    static String regex(JsonNode format) {
        var regex = format.path("regex");
        var parts = regex.isArray() ? regex.valueStream() : Stream.of(regex);
        return parts.map(JsonNode::asString).collect(joining()).replace("\\s*", "");
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
    record Cardinality(double checkDigits, Map<Integer, Double> lengths) {
        double ofLength(int length) {
            return lengths.getOrDefault(length, 0.0);
        }
    }

    /** Characters that the checksum includes though the number may omit them. */
    private record SerialPrefix(Pattern omitted, String content) {

        static SerialPrefix of(JsonNode rule) {
            var omitted = rule.path("matches_regex").asString("(?!)");
            return new SerialPrefix(
                    Pattern.compile(omitted), rule.path("content").asString(""));
        }

        String completed(String serial) {
            return omitted.matcher(serial).find() ? content + serial : serial;
        }
    }

    /** The meaning of the values of one group. */
    private record Lookup(String name, String group, List<Row> rows) {

        static Lookup of(JsonNode lookup) {
            return new Lookup(
                    lookup.path("name").asString(),
                    lookup.path("regex_group_name").asString(),
                    lookup.path("lookup").valueStream().map(Row::of).toList());
        }

        Optional<Row> find(Matcher number) {
            var value = Objects.requireNonNullElse(number.group(group), "");
            return rows.stream().filter(row -> row.matches(value)).findFirst();
        }
    }

    /** @param pattern absent where {@code value} is matched as it is */
    private record Row(@Nullable Pattern pattern, String value, JsonNode json) {

        static Row of(JsonNode json) {
            var regex = json.path("matches_regex");
            return new Row(
                    regex.isMissingNode() ? null : Pattern.compile(regex.asString()),
                    json.path("matches").asString(""),
                    json);
        }

        boolean matches(String text) {
            return pattern == null ? value.equals(text) : pattern.matcher(text).matches();
        }

        CourierCode post() {
            return POSTS.getOrDefault(value, new CourierCode("post-" + value.toLowerCase(Locale.ROOT)));
        }

        String service() {
            var description = text("description");
            return description.isEmpty() ? text("name") : text("name") + ": " + description;
        }

        String text(String field) {
            return json.path(field).asString("").strip();
        }
    }
}
