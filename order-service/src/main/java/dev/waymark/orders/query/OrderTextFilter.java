package dev.waymark.orders.query;

import dev.waymark.orders.domain.Order;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a customer looks for among their own orders: each word is in the order's number, in a tracking number, or in the
 * name of an item. No words find everything.
 */
record OrderTextFilter(List<String> words) {

    private static final int MOST_WORDS = 8;
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

    static OrderTextFilter of(String typed) {
        return new OrderTextFilter(SPACES.splitAsStream(plain(typed))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList());
    }

    boolean isEverything() {
        return words.isEmpty();
    }

    /** Numbers are often typed in groups, as they are printed. */
    boolean finds(Order order) {
        var joined = String.join("", words);
        return numbers(order).anyMatch(number -> number.contains(joined))
                || words.stream()
                        .allMatch(word ->
                                Stream.concat(numbers(order), names(order)).anyMatch(text -> text.contains(word)));
    }

    /** As far as two searches are the same. */
    String key() {
        return String.join(" ", words);
    }

    private static Stream<String> numbers(Order order) {
        return Stream.concat(
                Stream.of(plain(order.number().value())),
                order.shipments().stream()
                        .map(shipment -> plain(shipment.trackingNumber().value())));
    }

    private static Stream<String> names(Order order) {
        return order.items().stream().map(item -> plain(item.name()));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
    }
}
