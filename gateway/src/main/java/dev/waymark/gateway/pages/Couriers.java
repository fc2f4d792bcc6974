package dev.waymark.gateway.pages;

import dev.waymark.contract.CourierCode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What people call a courier, and where its own page about a parcel is; data in {@code couriers.properties}. */
final class Couriers {

    private static final Properties DATA = load();

    private Couriers() {}

    /** "СДЭК"; of a courier we know only by code, "Служба доставки". */
    static String name(CourierCode courier, Language language) {
        return of(courier, "name", language);
    }

    /** As it stands after "от" and "from". */
    static String from(CourierCode courier, Language language) {
        return of(courier, "from", language);
    }

    /** The courier's own page; absent when we do not know one. */
    static @Nullable String site(CourierCode courier, String trackingNumber) {
        var site = DATA.getProperty(courier.value() + ".site");
        return site == null
                ? null
                : site.replace("{number}", URLEncoder.encode(trackingNumber, StandardCharsets.UTF_8));
    }

    private static String of(CourierCode courier, String what, Language language) {
        var suffix = "." + what + "." + language.code();
        var known = DATA.getProperty(courier.value() + suffix);
        return known == null ? Objects.requireNonNull(DATA.getProperty("unknown" + suffix)) : known;
    }

    private static Properties load() {
        var data = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(Couriers.class.getResourceAsStream("/gateway/couriers.properties")),
                StandardCharsets.UTF_8)) {
            data.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data;
    }
}
