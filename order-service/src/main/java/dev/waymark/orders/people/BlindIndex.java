package dev.waymark.orders.people;

import dev.waymark.contract.Channel;
import dev.waymark.contract.VisibleText;
import dev.waymark.platform.crypto.Hmac;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keyed hashes of what a person is found by. Without the key nobody can tell whether a contact is among them. */
public record BlindIndex(Hmac hmac) {

    public static final int SHORTEST_PREFIX = 3;
    private static final int LONGEST_PREFIX = 12;
    private static final int MOST_WORDS = 5;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** By which a person who proves to hold {@code contact} is known. */
    public String owner(Contact contact) {
        return hmac.id("contact", contact.channel().name(), contact.value());
    }

    public String customer(String customerId) {
        return hmac.id("customer", VisibleText.of(customerId));
    }

    /** The term of a name's word as far as it was typed; empty if that is too little to find anybody by. */
    public List<String> nameQuery(String typed) {
        return words(typed).stream()
                .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST_PREFIX)
                .map(word -> namePrefix(prefix(word, LONGEST_PREFIX)))
                .toList();
    }

    /** Who owns an order: the holder of each of its contacts that can be proved by a code. */
    public List<String> owners(Person person) {
        return Stream.of(Channel.EMAIL, Channel.SMS)
                .flatMap(channel ->
                        Stream.ofNullable(person.address(channel)).map(address -> owner(new Contact(channel, address))))
                .toList();
    }

    /** All that support may type to find {@code person}. */
    public List<String> terms(Person person) {
        Set<String> terms = new LinkedHashSet<>(owners(person));
        if (person.customerId() != null) {
            terms.add(customer(person.customerId()));
        }
        if (person.name() != null) {
            for (var word : words(person.name())) {
                var length = word.codePointCount(0, word.length());
                for (var end = Math.min(SHORTEST_PREFIX, length); end <= Math.min(length, LONGEST_PREFIX); end++) {
                    terms.add(namePrefix(prefix(word, end)));
                }
            }
        }
        return List.copyOf(terms);
    }

    private String namePrefix(String prefix) {
        return hmac.id("name", prefix);
    }

    private static String prefix(String word, int codePoints) {
        var length = word.codePointCount(0, word.length());
        return word.substring(0, word.offsetByCodePoints(0, Math.min(codePoints, length)));
    }

    private static List<String> words(String text) {
        return NO_LETTERS
                .splitAsStream(normalized(text))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    /** The same for every spelling a person may type. */
    public static String normalized(String text) {
        return Normalizer.normalize(VisibleText.of(text), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('ё', 'е');
    }
}
