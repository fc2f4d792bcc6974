package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.wording.MessageBundle;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a shipment. One that goes back has steps of its own: no bar runs backwards.
 *
 * @param label names the list for a screen reader
 */
public record ProgressBar(String label, List<Step> steps) {

    private static final List<String> BACK = List.of("sent", "turned", "back", "shop");
    private static final int WITH_THE_COURIER = 2;

    /** One step; {@code where} is the city of the current one. */
    public record Step(
            String name,
            boolean isPast,
            boolean isCurrent,
            @Nullable String where) {}

    /** Absent for what will never arrive. */
    static @Nullable ProgressBar of(ShipmentPresentation shipment, MessageBundle messages) {
        if (shipment.status() == CustomerStatus.CANCELLED) {
            return null;
        }
        return shipment.status().isReturn() ? back(shipment, messages) : forward(shipment, messages);
    }

    private static ProgressBar forward(ShipmentPresentation shipment, MessageBundle messages) {
        var names = List.of("ordered", "packed", "moving", lastButOne(shipment), "received");
        var showsCity = shipment.reached() == WITH_THE_COURIER && shipment.status() != CustomerStatus.LOST;
        return new ProgressBar(
                messages.get("progress.label"),
                steps(names, shipment.reached(), showsCity ? city(shipment) : null, messages));
    }

    /** A parcel for a pickup point is carried there first, and a courier may bring to the door what was meant for one. */
    private static String lastButOne(ShipmentPresentation shipment) {
        var isNear = shipment.status().progressStep().orElse(0) == Milestone.LAST_STEP - 1;
        var atPoint = isNear ? shipment.status() == CustomerStatus.READY_FOR_PICKUP : shipment.toPoint();
        return atPoint ? "point" : "courier";
    }

    private static ProgressBar back(ShipmentPresentation shipment, MessageBundle messages) {
        var label = messages.get("progress.return.label");
        if (shipment.status() == CustomerStatus.RETURNED) {
            return new ProgressBar(label, steps(BACK, BACK.size() - 1, null, messages));
        }
        var isFirst = shipment.subStatus() == null || shipment.subStatus() == SubStatus.RETURN_STARTED;
        return new ProgressBar(label, steps(BACK, isFirst ? 1 : 2, city(shipment), messages));
    }

    private static @Nullable String city(ShipmentPresentation shipment) {
        var place = shipment.shipment() == null ? null : shipment.shipment().place();
        return place == null ? null : place.city();
    }

    private static List<Step> steps(List<String> names, int reached, @Nullable String city, MessageBundle messages) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Step(
                        messages.get("step." + names.get(i)), i < reached, i == reached, i == reached ? city : null))
                .toList();
    }
}
