package dev.waymark.orders.query;

import static java.util.Comparator.comparing;

import dev.waymark.contract.tracking.Place;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers that an audience does not see, hidden also where a courier repeats them in a text of its own. */
record HiddenNumbers(List<Pattern> patterns) {

    /** Nothing is hidden. */
    static final HiddenNumbers NONE = new HiddenNumbers(List.of());

    /** Shorter ones are parts of ordinary words and other numbers: they are hidden where they stand alone. */
    private static final int TELLING = 6;

    private static final String LETTER_OR_DIGIT = "[\\p{L}\\p{N}]";
    private static final String SEPARATORS = "[^\\p{L}\\p{N}]{0,3}";

    /** The longest first, of which another may be a part. */
    static HiddenNumbers of(Collection<String> numbers) {
        return new HiddenNumbers(numbers.stream()
                .distinct()
                .sorted(comparing(String::length).reversed())
                .map(HiddenNumbers::pattern)
                .toList());
    }

    /** In any case of letters, and a long one with whatever a courier puts between its characters. */
    private static Pattern pattern(String number) {
        var characters = number.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .toList();
        var expression = characters.size() < TELLING
                ? "(?<!%1$s)%2$s(?!%1$s)".formatted(LETTER_OR_DIGIT, Pattern.quote(number))
                : characters.stream().map(Pattern::quote).collect(Collectors.joining(SEPARATORS));
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    @Nullable
    String hide(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var shown = text;
        for (var pattern : patterns) {
            shown = pattern.matcher(shown).replaceAll(Masks.HIDDEN);
        }
        return shown;
    }

    @Nullable
    Place hide(@Nullable Place place) {
        return place == null || patterns.isEmpty()
                ? place
                : new Place(hide(place.city()), hide(place.region()), hide(place.country()), hide(place.facility()));
    }
}
