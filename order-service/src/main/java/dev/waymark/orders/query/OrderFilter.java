package dev.waymark.orders.query;

import dev.waymark.contract.TrackingNumber;
import dev.waymark.orders.domain.Order;
import dev.waymark.orders.people.BlindIndex;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of a person's orders a list contains. Each component is a request parameter of the same name, and a condition in
 * {@link #matches}.
 *
 * @param query words; each is in the order's number, in a tracking number, or in the name of an item
 */
public record OrderFilter(@Nullable String query) {

    private static final int MAX_QUERY = 300;
    private static final int MAX_WORDS = 8;

    /** Shorter ones are found in the orders themselves. */
    private static final int MIN_NUMBER = 6;

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    /** Normalizes, so that filters which select the same orders are equal: cursors are bound to their filter. */
    public OrderFilter {
        query = query == null || query.length() > MAX_QUERY
                ? ""
                : SPACES.splitAsStream(BlindIndex.normalized(query))
                        .filter(word -> !word.isEmpty())
                        .limit(MAX_WORDS)
                        .collect(Collectors.joining(" "));
    }

    /** Whether it selects every order. */
    boolean isEmpty() {
        return equals(new OrderFilter(null));
    }

    boolean matches(Order order) {
        var words = query == null ? "" : query;
        // Numbers are often typed in groups, as they are printed.
        var joined = words.replace(" ", "");
        return numbers(order).anyMatch(number -> number.contains(joined))
                || Arrays.stream(words.split(" "))
                        .allMatch(word ->
                                Stream.concat(numbers(order), names(order)).anyMatch(text -> text.contains(word)));
    }

    /** The number that the words are together, if they can be one; found in whatever form it is spelled. */
    Optional<TrackingNumber> trackingNumber() {
        return Optional.ofNullable(query)
                .filter(words -> words.length() >= MIN_NUMBER)
                .flatMap(words -> OrderQueries.parse(words, TrackingNumber::new));
    }

    private static Stream<String> numbers(Order order) {
        var trackingNumbers = order.shipments().stream()
                .map(shipment -> shipment.trackingNumber().value());
        return Stream.concat(Stream.of(order.placed().orderNumber().value()), trackingNumbers)
                .map(BlindIndex::normalized);
    }

    private static Stream<String> names(Order order) {
        return order.placed().items().stream().map(item -> BlindIndex.normalized(item.name()));
    }
}
