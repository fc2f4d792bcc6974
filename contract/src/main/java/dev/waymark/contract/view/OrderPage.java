package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a person's orders, without timelines.
 *
 * @param next cursor of the page after this one; absent on the last
 * @param withheld true when orders are left out that are too old for one of their contacts alone, else absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderPage(
        List<OrderView> orders,
        @Nullable String next,
        @Nullable Boolean withheld) {

    public OrderPage {
        orders = List.copyOf(orders);
    }
}
