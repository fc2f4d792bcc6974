package dev.waymark.gateway.pages;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Eta;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The days, and on a single day perhaps the hours, when a parcel is expected. */
record Window(
        LocalDate from,
        LocalDate until,
        @Nullable LocalTime fromTime,
        @Nullable LocalTime untilTime) {

    static @Nullable Window of(@Nullable Eta eta) {
        return eta == null ? null : new Window(eta.from(), eta.until(), eta.fromTime(), eta.untilTime());
    }

    static @Nullable Window of(ShopOrder.@Nullable Promise promise) {
        return promise == null ? null : new Window(promise.from(), promise.until(), null, null);
    }

    boolean isOneDay() {
        return from.equals(until);
    }

    boolean has(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /** Whether {@code other} keeps what this one says. */
    boolean covers(Window other) {
        return has(other.from) && has(other.until);
    }
}
