package dev.waymark.wording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import java.net.URLEncoder;
import java.util.Map;
import java.util.Optional;

/** What customers call a courier, and where its own page about a parcel is. */
public final class CourierNames {

    private CourierNames() {}

    /** The courier's own name, "СДЭК"; empty for one that customers know by none, such as an aggregator. */
    public static Optional<String> brand(CourierCode courier, MessageBundle messages) {
        return messages.find("courier.%s.name".formatted(courier), Map.of());
    }

    /** The courier's own name, or what it is: "Служба доставки". */
    public static String name(CourierCode courier, MessageBundle messages) {
        return brand(courier, messages)
                .or(() -> messages.find("courier.%s.description".formatted(courier), Map.of()))
                .orElseGet(() -> messages.get("courier.unknown.description"));
    }

    /** As it stands after "от" and "from". */
    public static String from(CourierCode courier, MessageBundle messages) {
        return messages.find("courier.%s.from".formatted(courier), Map.of())
                .or(() -> brand(courier, messages))
                .orElseGet(() -> messages.get("courier.unknown.from"));
    }

    /** The courier's own page about a parcel; empty when we do not know one. */
    public static Optional<String> site(CourierCode courier, String trackingNumber, MessageBundle messages) {
        return messages.find(
                "courier.%s.site".formatted(courier), Map.of("number", URLEncoder.encode(trackingNumber, UTF_8)));
    }
}
