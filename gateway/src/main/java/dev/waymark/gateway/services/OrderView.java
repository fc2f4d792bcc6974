package dev.waymark.gateway.services;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
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
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as the order service shows it to whoever asks; what the asker may not see is absent.
 *
 * @param orderNumber in full for the owner, the shop and support; the last characters only for a guest
 * @param version grows with every change that can be seen
 * @param asOf when the order service answered
 * @param linkUntil until when a guest's link opens it at least; absent for all others
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
        @Nullable Customer customer,
        Headline headline,
        List<ShipmentView> shipments,
        @Nullable Instant linkUntil) {

    /** The same, come to by a link that opens it until {@code until}. */
    OrderView throughLinkUntil(Instant until) {
        return new OrderView(
                orderId,
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
                headline,
                shipments,
                until);
    }

    /** Whose order it is: in full for the owner, masked for support, absent for all others. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "CustomerView")
    public record Customer(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String city,
            @Nullable String address) {}

    /**
     * The order in one word.
     *
     * @param shipment index of the parcel that sets the word; absent before there is any
     * @param needsYou whether the customer can or must do something
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Headline(
            CustomerStatus status, @Nullable Integer shipment, int delivered, int of, boolean needsYou) {}

    /** One parcel of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShipmentView(
            CourierCode courier,
            String trackingNumber,
            @Nullable String orderNumber,
            CustomerStatus customerStatus,
            @Nullable Milestone milestone,
            @Nullable SubStatus subStatus,
            @Nullable Direction direction,
            @Nullable Integer visit,
            @Nullable Instant occurredAt,
            @Nullable Place place,
            @Nullable Details details,
            boolean finished,
            @Nullable Eta eta,
            @Nullable Eta etaBefore,
            boolean late,
            @Nullable Instant lastScanAt,
            @Nullable Instant lastHeardAt,
            List<TimelineEntry> timeline,
            @Nullable ProofOfDelivery proofOfDelivery) {}

    /** One thing that happened to a parcel. */
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
            @JsonAlias("courierWords") RawStatusText rawStatus,
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
