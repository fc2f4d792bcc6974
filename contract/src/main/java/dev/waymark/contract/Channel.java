package dev.waymark.contract;

import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A way to reach a customer. */
public enum Channel {
    EMAIL(false, 22, "[^\\r\\n]+@[^\\r\\n]*"),
    /** Addresses are numbers in E.164. A text message is short, and so is its link. */
    SMS(true, 16, "\\+[1-9][0-9]{6,14}"),
    /** Addresses are the ids of chats with the shop's bot. */
    TELEGRAM(false, 21, "-?[1-9][0-9]{0,18}");

    private final boolean metered;
    private final int linkTokenLength;
    private final Pattern address;

    Channel(boolean metered, int linkTokenLength, String address) {
        this.metered = metered;
        this.linkTokenLength = linkTokenLength;
        this.address = Pattern.compile(address);
    }

    /** The address of each channel; {@code email} and {@code phone} are short for those of their channels. */
    public static Map<Channel, String> addresses(
            @Nullable String email, @Nullable String phone, @Nullable Map<Channel, String> addresses) {
        var all = new EnumMap<Channel, String>(Channel.class);
        if (email != null) {
            all.put(EMAIL, email);
        }
        if (phone != null) {
            all.put(SMS, phone);
        }
        if (addresses != null) {
            all.putAll(addresses);
        }
        return all;
    }

    /** Whether each message costs money. */
    public boolean isMetered() {
        return metered;
    }

    /** In digits of base 62, each of which carries 5.95 bits. Each channel has its own, so that a link tells its channel. */
    public int linkTokenLength() {
        return linkTokenLength;
    }

    /** Whether {@code text} has the form of this channel's addresses. */
    public boolean isAddress(String text) {
        return address.matcher(text).matches();
    }
}
