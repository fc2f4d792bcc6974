package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The couriers that a shop's shipments can be of: those that are connected. */
public record ShopCouriers(List<ShopCourier> couriers) {

    public ShopCouriers {
        couriers = List.copyOf(couriers);
    }

    /**
     * One courier.
     *
     * @param courier what to name as courier
     * @param name absent where the courier has many carriers
     * @param recognised whether numbers can tell that they are of it, so that it need not be named
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShopCourier(CourierCode courier, @Nullable String name, boolean recognised) {}
}
