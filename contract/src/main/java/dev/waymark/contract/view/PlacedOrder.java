package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An accepted order.
 *
 * @param shipments each with its courier, also where the shop left it out
 * @param warnings what looks wrong and was accepted, or left out
 * @param link for the shop's own messages; absent where the answer is stored
 */
public record PlacedOrder(
        OrderId orderId,
        OrderNumber orderNumber,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShipmentKey> shipments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CustomerLink link) {}
