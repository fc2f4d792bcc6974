package dev.waymark.orders.recognition;

import dev.waymark.contract.CourierCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The file of one courier in the form of tracking_number_data, as far as it is read here. A list that is absent is empty. */
record CourierFile(String name, String courierCode, List<FormatRules> trackingNumbers) {

    /**
     * One format.
     *
     * @param regex in one part or several
     * @param additional the meanings of groups of the regular expression
     */
    record FormatRules(String name, List<String> regex, Validation validation, List<Lookup> additional) {

        /** Tracking numbers have no spaces. Without the optional spaces no pattern can match in two ways. */
        String pattern() {
            return String.join("", regex).replace("\\s*", "");
        }
    }

    record Validation(
            @Nullable Checksum checksum,
            @Nullable SerialNumberFormat serialNumberFormat,
            @Nullable Required additional) {

        /** {@code serial} as the checksum includes it. */
        String completed(String serial) {
            return serialNumberFormat == null ? serial : serialNumberFormat.prependIf.completed(serial);
        }
    }

    record SerialNumberFormat(SerialPrefix prependIf) {}

    /** Characters that the checksum includes though the number may omit them. */
    record SerialPrefix(Pattern matchesRegex, String content) {

        String completed(String serial) {
            return matchesRegex.matcher(serial).find() ? content + serial : serial;
        }
    }

    /** The names of lookups that must have a row for the number. */
    record Required(List<String> exists) {}

    /** The meaning of the values of one group. */
    record Lookup(String name, String regexGroupName, List<Row> lookup) {

        Optional<Row> find(Matcher number) {
            var value = Objects.requireNonNullElse(number.group(regexGroupName), "");
            return lookup.stream().filter(row -> row.admits(value)).findFirst();
        }
    }

    /** One value, or all that match the regular expression, and what it means. */
    record Row(
            @Nullable String matches,
            @Nullable Pattern matchesRegex,
            String name,
            @Nullable String description,
            String country,
            String courier) {

        /** Posts that have a courier code of their own; the others are called after their country. */
        private static final Map<String, CourierCode> POSTS = Map.of(
                "CA", new CourierCode("canada-post"),
                "RU", new CourierCode("russian-post"),
                "US", new CourierCode("usps"));

        boolean admits(String text) {
            return matchesRegex == null
                    ? text.equals(matches)
                    : matchesRegex.matcher(text).matches();
        }

        CourierCode post() {
            var country = String.valueOf(matches);
            return POSTS.getOrDefault(country, new CourierCode("post-" + country.toLowerCase(Locale.ROOT)));
        }

        String service() {
            return description == null || description.isEmpty() ? name : name + ": " + description;
        }
    }
}
