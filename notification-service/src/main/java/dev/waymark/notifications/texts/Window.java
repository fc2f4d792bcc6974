package dev.waymark.notifications.texts;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Eta;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** Days, and hours of a single day, in which something is expected. Dates of the place of delivery, never instants. */
record Window(
        LocalDate from,
        LocalDate until,
        @Nullable LocalTime fromTime,
        @Nullable LocalTime untilTime) {

    static Window of(Eta eta) {
        return new Window(eta.from(), eta.until(), eta.fromTime(), eta.untilTime());
    }

    static Window of(ShopOrder.Promise promise) {
        return new Window(promise.from(), promise.until(), null, null);
    }

    boolean isOver(LocalDate today) {
        return until.isBefore(today);
    }

    boolean isSingleDay() {
        return from.equals(until);
    }

    boolean hasHours() {
        return isSingleDay() && (fromTime != null || untilTime != null);
    }
}
