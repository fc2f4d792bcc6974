package dev.waymark.ingest.courier.signature;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A range of addresses, written {@code 192.0.2.0/24} or {@code 2001:db8::/32}. */
public record Network(InetAddress base, int bits) {

    /** Only digits: a name would be looked up in the DNS. And all four of them: 192.0.2 would be 192.0.0.2. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    /**
     * Reads a range, or a single address.
     *
     * @throws InvalidCourierSecret when it is none
     */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var base = address(slash < 0 ? text : text.substring(0, slash));
        if (base != null) {
            var longest = base.getAddress().length * Byte.SIZE;
            var printed = slash < 0 ? String.valueOf(longest) : text.substring(slash + 1);
            if (BITS.matcher(printed).matches() && Integer.parseInt(printed) <= longest) {
                return new Network(base, Integer.parseInt(printed));
            }
        }
        throw new InvalidCourierSecret("networks such as 192.0.2.0/24");
    }

    /** An address as printed; absent when it is none. */
    public static @Nullable InetAddress address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException notOne) {
            return null;
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var ours = base.getAddress();
        if (bytes.length != ours.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % Byte.SIZE);
            if ((bytes[bit / Byte.SIZE] & mask) != (ours[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
