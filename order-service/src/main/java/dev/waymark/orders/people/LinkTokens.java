package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.platform.crypto.Hmac;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The secrets in the links we send. They are derived, so that a rebuilt read model opens the links that are out already;
 * the store has their hashes only.
 */
public final class LinkTokens {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** Raised, it makes every link that is out worthless. An order's own generation is added to it. */
    private static final int GENERATION = 1;

    /** Links of so many generations of an order are told from links that never were. */
    private static final int KNOWN_GENERATIONS = 8;

    private final Hmac hmac;

    public LinkTokens(LinkSettings settings) {
        this.hmac = new Hmac(settings.key().bytes("waymark.orders.links.key"));
    }

    public String token(OrderId order, int generation, Channel channel) {
        return derive(order, generation, channel);
    }

    /** The token of each channel's link. */
    public Map<Channel, String> current(OrderId order, int generation) {
        return each(channel -> derive(order, generation, channel));
    }

    /** The tokens of links renewed on {@code day}: one set a day, however often they are requested. */
    public Map<Channel, String> renewed(OrderId order, int generation, LocalDate day) {
        return each(channel -> derive(order, generation, channel, day.toString()));
    }

    /** The hashes of all links that an order of {@code generation} is found by: also of those that were revoked. */
    public List<String> hashes(OrderId order, int generation) {
        return IntStream.rangeClosed(Math.max(0, generation - KNOWN_GENERATIONS + 1), generation)
                .boxed()
                .flatMap(each -> current(order, each).values().stream())
                .map(LinkTokens::hashed)
                .sorted()
                .toList();
    }

    /**
     * What a guest reads in place of {@code id}, always the same. The ids of orders and checkpoints are plain hashes: with one
     * of them in hand a guest could try all numbers, and find the one that the page masks.
     */
    public String pseudonym(String id) {
        return hmac.id("guest", id);
    }

    /** The channel by which the link of {@code token} was sent, which its length tells. */
    public static Channel channel(String token) {
        return Stream.of(Channel.values())
                .filter(channel -> channel.linkTokenLength() == token.length())
                .findFirst()
                .orElse(Channel.EMAIL);
    }

    /** What the store knows of a token. */
    public static String hashed(String token) {
        return Digests.sha256Hex(token.getBytes(UTF_8));
    }

    private static Map<Channel, String> each(Function<Channel, String> token) {
        return Stream.of(Channel.values()).collect(Collectors.toMap(Function.identity(), token));
    }

    private String derive(OrderId order, int generation, Channel channel, String... day) {
        var kind = channel.name().toLowerCase(Locale.ROOT);
        var length = channel.linkTokenLength();
        var parts = Stream.concat(
                Stream.of("link", order.value(), kind, String.valueOf(GENERATION + generation)), Stream.of(day));
        var rest = new BigInteger(1, hmac.hash(parts.toArray(String[]::new)));
        var token = new StringBuilder(length);
        while (token.length() < length) {
            var digit = rest.divideAndRemainder(BASE);
            token.append(DIGITS.charAt(digit[1].intValue()));
            rest = digit[0];
        }
        return token.toString();
    }
}
