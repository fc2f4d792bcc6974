package dev.waymark.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Our identifier of an order. Derived from the shop's number, so that one order sent twice, by HTTP and by topic, or
 * after a rebuild, is one order. Whoever knows it may see nothing by that, but can find out the number: it is shown to
 * nobody from whom the number is hidden.
 */
public record OrderId(@JsonValue String value) {

    private static final Pattern PATTERN = Pattern.compile("o-[0-9a-f]{32}");

    public OrderId {
        Checks.matching("orderId", value, PATTERN, "o- and 32 hexadecimal digits");
    }

    public static OrderId of(OrderNumber number) {
        return new OrderId("o-" + Digests.of("order", number.normalized()));
    }

    @Override
    public String toString() {
        return value;
    }
}
