package dev.waymark.resilience;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.TrackedShipment;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that was seen of one run, when nothing moves any more.
 *
 * @param promisedOrders that were acknowledged
 * @param promisedScans that were acknowledged
 * @param unacknowledged requests that were repeated to the end
 * @param events the log of what couriers reported, by shipment
 * @param orders the log of what the shop ordered
 * @param updates the log of what changed for customers
 * @param messages what the providers took
 * @param uncertain the messages that are recorded as such, as {@code orderId channel kind}
 * @param poison where records lie that nobody can process
 * @param deadLetters where the records came from that are parked
 */
record Evidence(
        Map<OrderNumber, Parcel> promisedOrders,
        Set<Parcel.Scan> promisedScans,
        int unacknowledged,
        Map<ShipmentKey, List<TrackingEvent>> events,
        List<OrderEvent> orders,
        List<OrderUpdate> updates,
        Map<ShipmentKey, TrackedShipment> storedShipments,
        Set<OrderId> storedOrders,
        List<Messages.Taken> messages,
        Set<String> uncertain,
        List<Cluster.Crash> crashes,
        Set<TopicLog.Position> poison,
        Set<TopicLog.Position> deadLetters,
        List<Page> pages) {

    /**
     * An open page.
     *
     * @param versions as they came
     * @param shown what it shows
     * @param current what one shows that is opened now
     */
    record Page(String name, List<Long> versions, String shown, String current) {}
}
