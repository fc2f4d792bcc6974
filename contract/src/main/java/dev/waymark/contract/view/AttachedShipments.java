package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.ShipmentKey;
import java.util.List;

/**
 * Accepted shipments of an order that was placed before.
 *
 * @param shipments each with its courier, also where the shop left it out
 * @param warnings what looks wrong and was accepted
 */
public record AttachedShipments(
        List<ShipmentKey> shipments,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> warnings) {}
