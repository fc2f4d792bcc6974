package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.OrderId;
import dev.waymark.platform.crypto.Hmac;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The secrets in the links we send. They are derived, so that a rebuilt read model opens the links that are out already;
 * the store has their hashes only.
 */
public final class LinkTokens {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** Raised, it makes every link that is out worthless. */
    private static final String GENERATION = "1";

    private final Hmac hmac;

    public LinkTokens(LinkSettings settings) {
        this.hmac = new Hmac(settings.key().bytes("waymark.orders.links.key"));
    }

    public String token(OrderId order, Channel channel) {
        return derive(order, channel);
    }

    /** The token of each channel's link. */
    public Map<Channel, String> current(OrderId order) {
        return each(channel -> derive(order, channel));
    }

    /** The tokens of links renewed on {@code day}: one set a day, however often they are requested. */
    public Map<Channel, String> renewed(OrderId order, LocalDate day) {
        return each(channel -> derive(order, channel, day.toString()));
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

    private String derive(OrderId order, Channel channel, String... day) {
        var kind = channel.name().toLowerCase(Locale.ROOT);
        var length = channel.linkTokenLength();
        var parts = Stream.concat(Stream.of("link", order.value(), kind, GENERATION), Stream.of(day));
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
