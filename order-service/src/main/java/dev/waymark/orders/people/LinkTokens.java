package dev.waymark.orders.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The secrets in the links we send. They are derived, so that a rebuilt read model opens the links that are out already;
 * the store has their hashes only.
 */
public final class LinkTokens {

    /** 22 digits of base 62 carry 131 bits. */
    public static final int EMAIL_LENGTH = 22;

    /** 16 carry 95 bits: a text message is short, and tries are counted. */
    public static final int SMS_LENGTH = 16;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    /** Raised, it makes every link that is out worthless. */
    private static final String GENERATION = "1";

    private final KeyedHash hash;

    public LinkTokens(KeyedHash hash) {
        this.hash = hash;
    }

    public String email(OrderId order) {
        return token(order, "email", EMAIL_LENGTH);
    }

    public String sms(OrderId order) {
        return token(order, "sms", SMS_LENGTH);
    }

    public Links current(OrderId order) {
        return new Links(email(order), sms(order));
    }

    /** The same for every renewal on {@code day}. */
    public Links renewed(OrderId order, LocalDate day) {
        return new Links(
                token(order, "email", EMAIL_LENGTH, day.toString()), token(order, "sms", SMS_LENGTH, day.toString()));
    }

    /** By which of its two links somebody came, as its length tells. */
    public static Channel cameBy(String token) {
        return token.length() == SMS_LENGTH ? Channel.SMS : Channel.EMAIL;
    }

    /** What the store knows of a token. */
    public static String hashed(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private String token(OrderId order, String kind, int length, String... day) {
        var parts = Stream.concat(Stream.of("link", order.value(), kind, GENERATION), Stream.of(day));
        var rest = new BigInteger(1, hash.bytes(parts.toArray(String[]::new)));
        var token = new StringBuilder(length);
        while (token.length() < length) {
            var digit = rest.divideAndRemainder(BASE);
            token.append(DIGITS.charAt(digit[1].intValue()));
            rest = digit[0];
        }
        return token.toString();
    }

    /** The tokens of one order's links. */
    public record Links(String email, String sms) {
        @Override
        public String toString() {
            return "Links[…]";
        }
    }
}
