package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as one audience may see it; what the audience may not see is absent.
 *
 * @param orderId ours; for a guest a keyed hash of it, because ours is a plain hash of the order number
 * @param orderNumber in full for the owner, the shop and support; the last characters only for a guest
 * @param version grows with every visible change
 * @param asOf when the order service answered
 * @param linkUntil the earliest moment at which a guest's link expires; absent for all others
 * @param formerShipments those that were detached, for support; absent for all others
 * @param link for the shop's own messages; absent for all others, and for orders of earlier releases
 * @param returns in which the customer sends goods back; they are none of {@code shipments}
 * @param cancellation absent as long as nothing of it is cancelled
 * @param states before any courier had it, as far as the shop says so; the oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
        OrderId orderId,
        String orderNumber,
        Instant placedAt,
        long version,
        Instant asOf,
        String language,
        String timeZone,
        ShopOrder.@Nullable Promise promise,
        ShopOrder.Destination.@Nullable Kind destinationKind,
        int itemCount,
        @Nullable List<ShopOrder.Item> items,
        @Nullable CustomerView customer,
        @JsonAlias("headline") Summary summary,
        List<ShipmentView> shipments,
        @Nullable Instant linkUntil,
        @Nullable List<ShipmentView> formerShipments,
        @Nullable CustomerLink link,
        @Nullable List<ShipmentView> returns,
        @Nullable Cancellation cancellation,
        @Nullable List<StatedState> states) {

    // No compact constructor: javac leaves the annotation of ShopOrder.@Nullable Promise out of one, and NullAway then
    // takes the promise for required in every other module.

    /** The shipment of this key, where its number is shown in full. */
    public Optional<ShipmentView> shipment(@Nullable ShipmentKey key) {
        return shipments.stream().filter(shipment -> shipment.is(key)).findFirst();
    }

    /** The index of the shipment of this key; -1 when the order has none such. */
    public int indexOf(@Nullable ShipmentKey key) {
        return shipment(key).map(shipments::indexOf).orElse(-1);
    }

    /** What of the order is in {@code shipment}; empty where that is not said, or not shown. */
    public List<ShopOrder.Item> itemsOf(ShipmentView shipment) {
        return itemsOf(shipment.items());
    }

    /** What of the order will not come. */
    public List<ShopOrder.Item> cancelledItems() {
        return itemsOf(cancellation == null ? null : cancellation.lines());
    }

    private List<ShopOrder.Item> itemsOf(@Nullable List<OrderLine> lines) {
        var all = items;
        return all == null || lines == null
                ? List.of()
                : lines.stream()
                        .filter(of -> of.line() <= all.size())
                        .map(of -> all.get(of.line() - 1).part(of.quantity()))
                        .toList();
    }

    /** The same order, as if it were sent in its returns. */
    public OrderView back() {
        return with(orderId, linkUntil, returns == null ? List.of() : returns);
    }

    /** The same order, opened by a link that expires at {@code until} or later. */
    public OrderView withLinkUntil(Instant until) {
        return with(orderId, until, shipments);
    }

    /** The same order under its own id, where a guest's view has another. */
    public OrderView withId(OrderId id) {
        return with(id, linkUntil, shipments);
    }

    private OrderView with(OrderId id, @Nullable Instant until, List<ShipmentView> sent) {
        return new OrderView(
                id,
                orderNumber,
                placedAt,
                version,
                asOf,
                language,
                timeZone,
                promise,
                destinationKind,
                itemCount,
                items,
                customer,
                summary,
                sent,
                until,
                formerShipments,
                link,
                returns,
                cancellation,
                states);
    }

    /**
     * The customer's own data: in full for the owner, masked for support, absent for all others.
     *
     * @param addresses of each channel by which the customer can be reached
     * @param address where the order goes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CustomerView(
            @Nullable String name,
            Map<Channel, String> addresses,
            @Nullable String city,
            @Nullable String address) {

        public CustomerView {
            addresses = Map.copyOf(addresses);
        }

        /** Also reads what earlier versions wrote: a field for each of e-mail and phone. */
        @JsonCreator
        static CustomerView read(
                @Nullable String name,
                @Nullable Map<Channel, String> addresses,
                @Nullable String city,
                @Nullable String address,
                @Nullable String email,
                @Nullable String phone) {
            return new CustomerView(name, Channel.addresses(email, phone, addresses), city, address);
        }

        /** City and address; absent where even the city is not known. */
        public @Nullable String place() {
            return city == null || address == null ? (address == null ? city : address) : city + ", " + address;
        }

        /** Never the person: what is logged by accident must not be personal data. */
        @Override
        public String toString() {
            return "CustomerView[…]";
        }
    }

    /**
     * What of the order will not come.
     *
     * @param whole whether nothing of it will
     * @param lines what of each line
     * @param at when the shop last cancelled something
     */
    public record Cancellation(boolean whole, List<OrderLine> lines, Instant at) {}

    /** That the order was so far. */
    public record StatedState(OrderState state, Instant at) {}

    /**
     * The status of the whole order.
     *
     * @param shipment index of the shipment that determines the status; absent before there is any
     * @param delivered how many shipments are delivered
     * @param arrivingToday how many shipments are expected today
     * @param of how many shipments there are
     * @param actionRequired whether the customer can or must do something
     * @param presentation of the shipment that determines the status; before there is any, of the order
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Summary(
            CustomerStatus status,
            @Nullable Integer shipment,
            int delivered,
            Integer arrivingToday,
            int of,
            @JsonAlias("needsYou") boolean actionRequired,
            Presentation presentation) {

        /** Earlier versions present nothing. */
        @SuppressWarnings("NullAway") // what is read may lack what is written
        public Summary {
            arrivingToday = arrivingToday == null ? 0 : arrivingToday;
            presentation = presentation == null ? Presentation.of(status) : presentation;
        }
    }

    /**
     * One shipment of the order.
     *
     * @param trackingNumber in full, but for a guest
     * @param occurrence 1 when the shipment is at this milestone for the first time, 2 after it left it and came back
     * @param etaBefore the estimate that {@code eta} replaced
     * @param lastReceivedAt when we last received anything about it
     * @param presentation what all of this means to the customer
     * @param items what of the order is in it; absent when the shop did not say, and for a guest
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShipmentView(
            CourierCode courier,
            String trackingNumber,
            @Nullable String orderNumber,
            CustomerStatus customerStatus,
            @Nullable Milestone milestone,
            @Nullable SubStatus subStatus,
            @Nullable Direction direction,
            @JsonAlias("visit") @Nullable Integer occurrence,
            @Nullable Instant occurredAt,
            @Nullable Place place,
            @Nullable Details details,
            boolean finished,
            @Nullable Eta eta,
            @Nullable Eta etaBefore,
            boolean late,
            @Nullable Instant lastScanAt,
            @JsonAlias("lastHeardAt") @Nullable Instant lastReceivedAt,
            List<TimelineEntry> timeline,
            @Nullable ProofOfDelivery proofOfDelivery,
            Presentation presentation,
            @Nullable List<OrderLine> items) {

        /** Earlier versions present nothing. */
        @SuppressWarnings("NullAway") // what is read may lack what is written
        public ShipmentView {
            timeline = List.copyOf(timeline);
            presentation = presentation == null ? Presentation.of(customerStatus) : presentation;
        }

        /** Whether {@code key} names this shipment; it never does where the number is masked. */
        public boolean is(@Nullable ShipmentKey key) {
            return key != null
                    && courier.equals(key.courier())
                    && trackingNumber.equals(key.trackingNumber().value());
        }

        /** Whether only the day is certain of what happened at {@code instant}: the courier gave a date, or an unknown clock's time. */
        public boolean isDateOnly(Instant instant) {
            return timeline.stream()
                    .anyMatch(entry -> entry.occurredAt().equals(instant)
                            && !entry.zoneQuality().isCertain());
        }
    }

    /**
     * One checkpoint of a shipment.
     *
     * @param id of the checkpoint; for a guest a keyed hash of it, because it is a plain hash of the tracking number
     * @param occurredAt the time that rules go by; the time of receipt where the courier's is in doubt and may be that
     * @param occurredLocal the time as the courier printed it
     * @param rawStatus absent for a guest: couriers write names and numbers into it
     * @param receivedAt when we received it; for support only, as are {@code mappingVersion} and {@code rawId}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimelineEntry(
            String id,
            Kind kind,
            @Nullable Milestone milestone,
            @Nullable SubStatus subStatus,
            @Nullable Notice notice,
            Direction direction,
            Instant occurredAt,
            @Nullable String occurredLocal,
            ZoneQuality zoneQuality,
            @Nullable Place place,
            @Nullable Details details,
            @JsonAlias("courierWords") @Nullable RawStatusText rawStatus,
            @Nullable CustomerStatus customerStatus,
            @Nullable Instant receivedAt,
            @Nullable String mappingVersion,
            @Nullable String rawId) {

        /** What an entry is. */
        public enum Kind {
            STATUS,
            NOTICE,
            RETRACTED
        }
    }
}
