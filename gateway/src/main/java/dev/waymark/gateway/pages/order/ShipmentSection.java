package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.wording.CourierNames;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        StatusMessages.Lead lead,
        List<DeliveryCalendar.Day> days,
        @Nullable ProgressBar progress,
        int reached,
        boolean finished,
        Timeline timeline,
        @Nullable CourierCard courier,
        @Nullable String proof) {

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

    public static ShipmentSection ofOrder(OrderView order, Audience audience, LocalizedContext context) {
        var messages = context.messages();
        var sentences = new StatusMessages(messages, context);
        var presentation = ShipmentPresentation.ofOrder(order, context);
        return new ShipmentSection(
                1,
                presentation.severity(),
                sentences.tag(presentation),
                sentences.headline(presentation, false),
                sentences.lead(presentation, audience, null, null),
                DeliveryCalendar.of(presentation, context),
                ProgressBar.of(presentation, null, messages),
                presentation.reached(),
                presentation.finished(),
                new Timeline(List.of(), List.of()),
                null,
                null);
    }

    public static ShipmentSection of(int index, OrderView order, Audience audience, LocalizedContext context) {
        var shipment = order.shipments().get(index);
        var messages = context.messages();
        var sentences = new StatusMessages(messages, context);
        var presentation = ShipmentPresentation.of(shipment, order, context);
        var place = shipment.place();
        var proof = shipment.proofOfDelivery();
        return new ShipmentSection(
                index + 1,
                presentation.severity(),
                sentences.tag(presentation),
                sentences.headline(presentation, true),
                sentences.lead(
                        presentation,
                        audience,
                        audience == Audience.GUEST ? null : pointOf(order, shipment, audience),
                        lastKnown(shipment, context)),
                DeliveryCalendar.of(presentation, context),
                ProgressBar.of(presentation, place == null ? null : place.city(), messages),
                presentation.reached(),
                shipment.finished(),
                Timeline.of(shipment.timeline(), shipment.courier(), audience, context),
                card(shipment, messages),
                proof == null || !messages.has("page.proof." + proof.type())
                        ? null
                        : messages.get("page.proof." + proof.type()));
    }

    private static CourierCard card(ShipmentView shipment, MessageBundle messages) {
        var number = shipment.trackingNumber();
        // A guest's number comes masked: there is nothing to copy, and no page to open.
        var masked = number.contains("·");
        var details = shipment.details();
        return new CourierCard(
                CourierNames.name(shipment.courier(), messages),
                masked ? List.of(number) : groups(number),
                masked ? null : number,
                masked
                        ? null
                        : CourierNames.site(shipment.courier(), number, messages)
                                .orElse(null),
                details == null ? null : details.legCarrier());
    }

    /** In fours from the right, the first group taking what is left: {@code 101 1234 5678}. */
    public static List<String> groups(String number) {
        var groups = new ArrayList<String>();
        var first = number.length() % 4;
        if (first > 0) {
            groups.add(number.substring(0, first));
        }
        for (var i = first; i < number.length(); i += 4) {
            groups.add(number.substring(i, i + 4));
        }
        return List.copyOf(groups);
    }

    private static @Nullable String pointOf(OrderView order, ShipmentView shipment, Audience audience) {
        var customer = order.customer();
        if (customer != null && customer.address() != null) {
            return customer.city() == null ? customer.address() : customer.city() + ", " + customer.address();
        }
        return Timeline.place(shipment.place(), shipment.subStatus(), audience);
    }

    private static @Nullable String lastKnown(ShipmentView shipment, LocalizedContext context) {
        return shipment.timeline().stream()
                .filter(entry ->
                        entry.kind() == OrderView.TimelineEntry.Kind.STATUS && entry.milestone() != Milestone.UNKNOWN)
                .findFirst()
                .map(entry -> context.messages()
                        .get(
                                "lead.last",
                                Map.of(
                                        "what", Timeline.what(entry, context.messages()),
                                        "moment", Timeline.when(entry, context))))
                .orElse(null);
    }
}
