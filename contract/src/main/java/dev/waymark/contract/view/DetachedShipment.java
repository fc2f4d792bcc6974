package dev.waymark.contract.view;

import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;

/** A shipment that is no part of its order any more. */
public record DetachedShipment(OrderNumber orderNumber, ShipmentKey shipment) {}
