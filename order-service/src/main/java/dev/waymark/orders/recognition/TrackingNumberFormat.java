package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One form of one carrier's numbers, compiled. */
final class TrackingNumberFormat {

    /** Posts that have a name of their own among our couriers; the others are called after their country. */
    private static final Map<String, CourierCode> POSTS = Map.of(
            "CA", new CourierCode("canada-post"),
            "RU", new CourierCode("russian-post"),
            "US", new CourierCode("usps"));

    private static final String SERIAL = "SerialNumber";
    private static final String CHECK_DIGIT = "CheckDigit";
    private static final String SERVICE_TYPE = "Service Type";
    private static final String POST = "Courier";

    private final CourierCode family;
    private final String familyName;
    private final String name;
    private final Pattern pattern;
    private final PatternCardinality count;
    private final @Nullable Checksum checksum;
    private final @Nullable Prefix prefix;
    private final List<Lookup> lookups;
    private final Set<String> required;

    private TrackingNumberFormat(JsonNode courier, JsonNode format) {
        family = new CourierCode(courier.path("courier_code").asString().replace('_', '-'));
        familyName = courier.path("name").asString();
        name = format.path("name").asString();
        // Tracking numbers have no spaces: without the places for them nothing in a pattern can match in two ways.
        var regex = parts(format.path("regex")).replace("\\s*", "");
        pattern = Pattern.compile(regex);
        count = PatternCardinality.of(regex);
        var validation = format.path("validation");
        checksum = validation.has("checksum") ? Checksum.of(validation.path("checksum")) : null;
        var prepended = validation.at("/serial_number_format/prepend_if");
        prefix = prepended.isMissingNode()
                ? null
                : new Prefix(
                        Pattern.compile(prepended.path("matches_regex").asString()),
                        prepended.path("content").asString());
        lookups = format.path("additional").valueStream().map(Lookup::of).toList();
        required = validation
                .at("/additional/exists")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<TrackingNumberFormat> of(JsonNode courier) {
        return courier.path("tracking_numbers")
                .valueStream()
                .map(format -> new TrackingNumberFormat(courier, format))
                .toList();
    }

    String name() {
        return name;
    }

    /** Whose the numbers of this form can be, and the name of all of them together. */
    Stream<CourierCode> carriers() {
        return Stream.concat(
                Stream.of(family),
                lookups.stream().filter(lookup -> lookup.name().equals(POST)).flatMap(Lookup::posts));
    }

    /** Empty when {@code number} has another form. */
    Optional<Match> match(CharSequence number) {
        if (count.ofLength(number.length()) == 0) {
            return Optional.empty();
        }
        var matcher = pattern.matcher(number);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var found = new ArrayList<Entry>();
        for (var lookup : lookups) {
            var entry = lookup.find(group(matcher, lookup.group()));
            if (entry.isEmpty() && required.contains(lookup.name())) {
                return Optional.empty();
            }
            entry.ifPresent(found::add);
        }
        return Optional.of(matched(number.length(), checkDigit(matcher), found));
    }

    private Match matched(int length, CheckDigit checkDigit, List<Entry> found) {
        var post = entry(found, POST);
        return new Match(
                family,
                post.map(Entry::post).orElse(family),
                post.map(Entry::postName).orElse(familyName),
                name,
                checkDigit,
                chance(length, checkDigit),
                entry(found, SERVICE_TYPE).map(Entry::service).orElse(null),
                post.map(Entry::country).orElse(null));
    }

    /** The chance of just this number among all of the form: each serial has one check digit. */
    private double chance(int length, CheckDigit checkDigit) {
        return switch (checkDigit) {
            case RIGHT -> count.choices(CHECK_DIGIT) / count.ofLength(length);
            case NONE -> 1 / count.ofLength(length);
            case WRONG -> 0;
        };
    }

    private CheckDigit checkDigit(Matcher matcher) {
        if (checksum == null) {
            return CheckDigit.NONE;
        }
        var serial = matcher.group(SERIAL);
        var counted = prefix == null ? serial : prefix.before(serial);
        var right = checksum.isRight(counted, matcher.group(CHECK_DIGIT).charAt(0));
        return right ? CheckDigit.RIGHT : CheckDigit.WRONG;
    }

    private static Optional<Entry> entry(List<Entry> found, String lookup) {
        return found.stream().filter(entry -> entry.lookup().equals(lookup)).findFirst();
    }

    private static String group(Matcher matcher, String name) {
        var group = matcher.group(name);
        return group == null ? "" : group;
    }

    private static String parts(JsonNode regex) {
        return regex.isArray()
                ? regex.valueStream().map(JsonNode::asString).collect(Collectors.joining())
                : regex.asString();
    }

    /**
     * A number that has the form.
     *
     * @param family the carrier, or all posts together
     * @param chance of just this number among the carrier's, 0 when the check digit is wrong
     */
    record Match(
            CourierCode family,
            CourierCode carrier,
            String carrierName,
            String format,
            CheckDigit checkDigit,
            double chance,
            @Nullable String serviceType,
            @Nullable String country) {}

    /** What the check digit counts though the number leaves it out. */
    private record Prefix(Pattern leftOut, String content) {
        String before(String serial) {
            return leftOut.matcher(serial).find() ? content + serial : serial;
        }
    }

    /** What one group's values mean. */
    private record Lookup(String name, String group, List<Entry> entries) {

        static Lookup of(JsonNode lookup) {
            var name = lookup.path("name").asString();
            return new Lookup(
                    name,
                    lookup.path("regex_group_name").asString(),
                    lookup.path("lookup")
                            .valueStream()
                            .map(entry -> Entry.of(name, entry))
                            .toList());
        }

        Optional<Entry> find(String value) {
            return entries.stream().filter(entry -> entry.isFor(value)).findFirst();
        }

        Stream<CourierCode> posts() {
            return entries.stream().map(Entry::post);
        }
    }

    /** One row of a look-up: a value as it is, or all that a pattern matches. */
    private record Entry(String lookup, @Nullable Pattern pattern, String value, JsonNode meaning) {

        static Entry of(String lookup, JsonNode entry) {
            return new Entry(
                    lookup,
                    entry.has("matches_regex")
                            ? Pattern.compile(entry.path("matches_regex").asString())
                            : null,
                    entry.path("matches").asString(""),
                    entry);
        }

        boolean isFor(String said) {
            return pattern == null ? value.equals(said) : pattern.matcher(said).matches();
        }

        CourierCode post() {
            return POSTS.getOrDefault(value, new CourierCode("post-" + value.toLowerCase(Locale.ROOT)));
        }

        String postName() {
            return text("courier");
        }

        String country() {
            return text("country");
        }

        String service() {
            var description = text("description");
            return description.isEmpty() ? text("name") : text("name") + ": " + description;
        }

        private String text(String field) {
            return meaning.path(field).asString("").strip();
        }
    }
}
