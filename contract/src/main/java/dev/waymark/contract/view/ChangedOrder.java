package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderNumber;
import java.util.List;

/**
 * An accepted change of an order.
 *
 * @param warnings what looks wrong and was accepted, or left out
 */
public record ChangedOrder(
        OrderNumber orderNumber,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings) {}
