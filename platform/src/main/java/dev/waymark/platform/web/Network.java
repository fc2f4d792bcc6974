package dev.waymark.platform.web;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses, written {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public record Network(InetAddress base, int bits) {

    /** Only digits: a name would be looked up in the DNS. And all four of them: 192.0.2 would be 192.0.0.2. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    /**
     * A range, or a single address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var base = address(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> notANetwork(text));
        var longest = base.getAddress().length * Byte.SIZE;
        var bits = slash < 0 ? String.valueOf(longest) : text.substring(slash + 1);
        if (!BITS.matcher(bits).matches() || Integer.parseInt(bits) > longest) {
            throw notANetwork(text);
        }
        return new Network(base, Integer.parseInt(bits));
    }

    /** The address that {@code text} is; empty for a name. */
    public static Optional<InetAddress> address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether the first {@link #bits} of both addresses are the same. */
    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var ours = base.getAddress();
        return bytes.length == ours.length
                && new BigInteger(1, bytes).xor(new BigInteger(1, ours)).bitLength() <= bytes.length * Byte.SIZE - bits;
    }

    /** As it is written in settings. */
    @Override
    public String toString() {
        return base.getHostAddress() + "/" + bits;
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException("network: \"%s\" (expected: as 192.0.2.0/24)".formatted(text));
    }
}
