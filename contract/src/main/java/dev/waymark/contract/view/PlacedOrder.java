package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import java.util.List;

/**
 * An accepted order.
 *
 * @param shipments each with its courier, also where the shop left it out
 * @param warnings what looks wrong and was accepted
 */
public record PlacedOrder(
        OrderId orderId,
        OrderNumber orderNumber,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ShipmentKey> shipments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings) {}
