package dev.waymark.gateway.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, written {@code 10.0.0.0/8}. */
record Network(InetAddress base, int bits) {

    /** Only digits: a name would be looked up in the DNS. And all four of them: 192.0.2 would be 192.0.0.2. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    static Network parse(String text) {
        var slash = text.indexOf('/');
        var base = address(slash < 0 ? text : text.substring(0, slash));
        var longest = base.getAddress().length * 8;
        var bits = slash < 0 ? longest : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > longest) {
            throw new IllegalArgumentException("network: \"%s\" (expected: as 10.0.0.0/8)".formatted(text));
        }
        return new Network(base, bits);
    }

    /** An address as printed; a name is refused. */
    static InetAddress address(String text) {
        try {
            if (ADDRESS.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: not one", e);
        }
        throw new IllegalArgumentException("address: not one");
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var ours = base.getAddress();
        if (bytes.length != ours.length) {
            return false;
        }
        for (var bit = 0; bit < bits; bit++) {
            var mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (ours[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
