package dev.waymark.gateway.pages;

import dev.waymark.contract.tracking.Milestone;
import dev.waymark.gateway.services.OrderView;
import dev.waymark.gateway.services.OrderView.ShipmentView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parcel as a page shows it.
 *
 * @param ordinal 1 for the first parcel of the order
 * @param trail absent for what will never arrive
 * @param courier absent before there is a shipment
 */
record Parcel(
        int ordinal,
        Tone tone,
        String tag,
        String headline,
        Sentences.Lead lead,
        List<Week.Day> days,
        @Nullable Trail trail,
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
    record CourierCard(
            String name,
            List<String> groups,
            @Nullable String number,
            @Nullable String site,
            @Nullable String carriedBy) {}

    static Parcel ofOrder(OrderView order, Audience audience, Dates dates) {
        var texts = dates.texts();
        var sentences = new Sentences(texts, dates);
        var standing = Standing.ofOrder(order, dates);
        return new Parcel(
                1,
                standing.tone(),
                sentences.tag(standing),
                sentences.headline(standing, false),
                sentences.lead(standing, audience, null, null),
                Week.of(standing, dates),
                Trail.of(standing, null, texts),
                standing.reached(),
                standing.finished(),
                new Timeline(List.of(), List.of()),
                null,
                null);
    }

    static Parcel of(int index, OrderView order, Audience audience, Dates dates) {
        var shipment = order.shipments().get(index);
        var texts = dates.texts();
        var sentences = new Sentences(texts, dates);
        var standing = Standing.of(shipment, order, dates);
        var place = shipment.place();
        var proof = shipment.proofOfDelivery();
        return new Parcel(
                index + 1,
                standing.tone(),
                sentences.tag(standing),
                sentences.headline(standing, true),
                sentences.lead(
                        standing,
                        audience,
                        audience == Audience.GUEST ? null : pointOf(order, shipment, audience),
                        lastKnown(shipment, dates)),
                Week.of(standing, dates),
                Trail.of(standing, place == null ? null : place.city(), texts),
                standing.reached(),
                shipment.finished(),
                Timeline.of(shipment.timeline(), shipment.courier(), audience, dates),
                card(shipment, texts.language()),
                proof == null || !texts.has("page.proof." + proof.type())
                        ? null
                        : texts.say("page.proof." + proof.type()));
    }

    private static CourierCard card(ShipmentView shipment, Language language) {
        var number = shipment.trackingNumber();
        // A guest's number comes masked: there is nothing to copy, and no page to open.
        var masked = number.contains("·");
        var details = shipment.details();
        return new CourierCard(
                Couriers.name(shipment.courier(), language),
                masked ? List.of(number) : groups(number),
                masked ? null : number,
                masked ? null : Couriers.site(shipment.courier(), number),
                details == null ? null : details.legCarrier());
    }

    /** In fours from the right, the first group taking what is left: {@code 101 1234 5678}. */
    static List<String> groups(String number) {
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

    private static @Nullable String lastKnown(ShipmentView shipment, Dates dates) {
        return shipment.timeline().stream()
                .filter(entry ->
                        entry.kind() == OrderView.TimelineEntry.Kind.STATUS && entry.milestone() != Milestone.UNKNOWN)
                .findFirst()
                .map(entry -> dates.texts()
                        .say(
                                "lead.last",
                                Map.of(
                                        "what", Timeline.what(entry, dates.texts()),
                                        "moment", Timeline.when(entry, dates))))
                .orElse(null);
    }
}
