package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Eta;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * The days, and on a single day perhaps the hours, when a shipment is expected. Dates of the place of delivery, never
 * instants.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryWindow(
        LocalDate from,
        LocalDate until,
        @Nullable LocalTime fromTime,
        @Nullable LocalTime untilTime) {

    public static DeliveryWindow on(LocalDate day) {
        return new DeliveryWindow(day, day, null, null);
    }

    public static @Nullable DeliveryWindow of(@Nullable Eta eta) {
        return eta == null ? null : new DeliveryWindow(eta.from(), eta.until(), eta.fromTime(), eta.untilTime());
    }

    public static @Nullable DeliveryWindow of(ShopOrder.@Nullable Promise promise) {
        return promise == null ? null : new DeliveryWindow(promise.from(), promise.until(), null, null);
    }

    @JsonIgnore
    public boolean isOneDay() {
        return from.equals(until);
    }

    @JsonIgnore
    public boolean isWithinOneMonth() {
        return YearMonth.from(from).equals(YearMonth.from(until));
    }

    /** Whether hours are known of a single day. */
    public boolean hasHours() {
        return isOneDay() && (fromTime != null || untilTime != null);
    }

    public boolean isOver(LocalDate today) {
        return until.isBefore(today);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    public boolean contains(DeliveryWindow other) {
        return contains(other.from) && contains(other.until);
    }
}
