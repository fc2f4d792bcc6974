package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.CustomerLink;
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

    private static final String SHOP = "shop";

    /** In digits of base 62: no channel's, so that a link tells who sent it. */
    private static final int SHOP_LENGTH = 24;

    private final Hmac hmac;
    private final String base;

    public LinkTokens(LinkSettings settings) {
        this.base = settings.base();
        this.hmac = new Hmac(settings.key().bytes("waymark.orders.links.key"));
    }

    public String token(OrderId order, int generation, Channel channel) {
        return derive(order, generation, channel);
    }

    /** For messages of the shop's own. */
    public CustomerLink shopLink(OrderId order, int generation) {
        return new CustomerLink(base + shopToken(order, generation));
    }

    /** Whether the links of now open an order that is found by {@code hashes}: one of an earlier release is not by the shop's. */
    public boolean hasShopLink(OrderId order, int generation, List<String> hashes) {
        return hashes.contains(hashed(shopToken(order, generation)));
    }

    private String shopToken(OrderId order, int generation) {
        return derive(order, generation, SHOP, SHOP_LENGTH);
    }

    /** Whether {@code token} is of a link that is sent now. */
    public boolean isCurrent(OrderId order, int generation, String token) {
        return tokens(order, generation).anyMatch(token::equals);
    }

    private Stream<String> tokens(OrderId order, int generation) {
        return Stream.concat(current(order, generation).values().stream(), Stream.of(shopToken(order, generation)));
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
                .flatMap(each -> tokens(order, each))
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

    /** The channel by which the link of {@code token} was sent, which its length tells; that of the shop's own is renewed by e-mail. */
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
        return derive(order, generation, channel.name().toLowerCase(Locale.ROOT), channel.linkTokenLength(), day);
    }

    private String derive(OrderId order, int generation, String kind, int length, String... day) {
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
