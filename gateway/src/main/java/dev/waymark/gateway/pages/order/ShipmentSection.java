package dev.waymark.gateway.pages.order;

import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.Severity;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One parcel as a page shows it.
 *
 * @param ordinal 1 for the first parcel of the order
 * @param progress absent for what will never arrive
 * @param courier absent before there is a shipment
 */
public record ShipmentSection(
        int ordinal,
        Severity severity,
        String tag,
        String headline,
        Lead lead,
        List<DeliveryCalendar.Day> days,
        @Nullable ProgressBar progress,
        int reached,
        boolean finished,
        Timeline timeline,
        @Nullable CourierCard courier,
        @Nullable String proof) {

    /** What stands under the headline; what was moved may be absent. */
    public record Lead(
            @Nullable String label,
            @Nullable String was,
            @Nullable String wasDate,
            List<String> because,
            String next) {

        /** All of it as one line, for reading aloud. */
        public String spoken() {
            var moved = was == null ? Stream.<String>empty() : Stream.of(label + " " + was + ".");
            return Stream.of(moved, because.stream(), Stream.of(next))
                    .flatMap(sentences -> sentences)
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * Who carries it.
     *
     * @param groups the number in groups, as people read it
     * @param number as it is copied; absent when it is masked
     * @param carriedBy the partner courier that has it now
     */
    public record CourierCard(
            String name,
            List<String> groups,
            @Nullable String number,
            @Nullable String site,
            @Nullable String carriedBy) {}

    /** The shipment of this index; with one below zero what is shown while the order has none. */
    static ShipmentSection of(int index, OrderView order, Audience audience, LocalizedContext context) {
        var shipment = index < 0 ? null : order.shipments().get(index);
        var facts = shipment == null ? order.summary().presentation() : shipment.presentation();
        var sentences = new StatusMessages(facts, shipment, audience, context);
        return new ShipmentSection(
                Math.max(index, 0) + 1,
                facts.severity(),
                sentences.tag(),
                sentences.headline(),
                sentences.lead(),
                DeliveryCalendar.of(facts.arrival(), context),
                ProgressBar.of(
                        facts,
                        shipment == null ? null : shipment.subStatus(),
                        order.destinationKind() == ShopOrder.Destination.Kind.PICKUP_POINT,
                        context.messages()),
                facts.progressStep(),
                shipment == null ? facts.status() == CustomerStatus.CANCELLED : shipment.finished(),
                shipment == null ? Timeline.NONE : Timeline.of(shipment, context),
                shipment == null ? null : card(shipment, context.messages()),
                shipment == null ? null : proof(shipment, context.messages()));
    }

    private static CourierCard card(ShipmentView shipment, MessageBundle messages) {
        var number = shipment.trackingNumber();
        var name = CourierNames.name(shipment.courier(), messages);
        var carriedBy = shipment.details() == null ? null : shipment.details().legCarrier();
        // A guest's number comes masked: there is nothing to copy, and no page to open.
        if (number.contains("·")) {
            return new CourierCard(name, List.of(number), null, null, carriedBy);
        }
        var site = CourierNames.site(shipment.courier(), number, messages);
        return new CourierCard(name, groups(number), number, site.orElse(null), carriedBy);
    }

    private static @Nullable String proof(ShipmentView shipment, MessageBundle messages) {
        return Optional.ofNullable(shipment.proofOfDelivery())
                .flatMap(proof -> messages.find("page.proof." + proof.type(), Map.of()))
                .orElse(null);
    }

    /** In fours from the right, the first group taking what is left: {@code 101 1234 5678}. */
    public static List<String> groups(String number) {
        var groups = new ArrayList<String>();
        for (var end = number.length(); end > 0; end -= 4) {
            groups.addFirst(number.substring(Math.max(0, end - 4), end));
        }
        return List.copyOf(groups);
    }
}
