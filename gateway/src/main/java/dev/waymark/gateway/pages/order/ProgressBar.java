package dev.waymark.gateway.pages.order;

import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.Presentation;
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
    static @Nullable ProgressBar of(
            Presentation facts, @Nullable SubStatus subStatus, boolean toPickupPoint, MessageBundle messages) {
        if (facts.status() == CustomerStatus.CANCELLED) {
            return null;
        }
        return facts.status().isReturn() ? back(facts, subStatus, messages) : forward(facts, toPickupPoint, messages);
    }

    private static ProgressBar forward(Presentation facts, boolean toPickupPoint, MessageBundle messages) {
        var names = List.of("ordered", "packed", "moving", lastButOne(facts, toPickupPoint), "received");
        var showsCity =
                facts.progressStep() == WITH_THE_COURIER && !facts.status().isLoss();
        return new ProgressBar(
                messages.get("progress.label"),
                steps(names, facts.progressStep(), showsCity ? city(facts) : null, messages));
    }

    /** A parcel for a pickup point is carried there first, and a courier may bring to the door what was meant for one. */
    private static String lastButOne(Presentation facts, boolean toPickupPoint) {
        return switch (facts.status()) {
            case READY_FOR_PICKUP, NOT_COLLECTED -> "point";
            case OUT_FOR_DELIVERY, ATTEMPT_FAILED -> "courier";
            default -> toPickupPoint ? "point" : "courier";
        };
    }

    private static ProgressBar back(Presentation facts, @Nullable SubStatus subStatus, MessageBundle messages) {
        var label = messages.get("progress.return.label");
        if (facts.status() == CustomerStatus.RETURNED) {
            return new ProgressBar(label, steps(BACK, BACK.size() - 1, null, messages));
        }
        var isFirst = subStatus == null || subStatus == SubStatus.RETURN_STARTED;
        return new ProgressBar(label, steps(BACK, isFirst ? 1 : 2, city(facts), messages));
    }

    private static @Nullable String city(Presentation facts) {
        return facts.place() == null ? null : facts.place().city();
    }

    private static List<Step> steps(List<String> names, int reached, @Nullable String city, MessageBundle messages) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Step(
                        messages.get("step." + names.get(i)), i < reached, i == reached, i == reached ? city : null))
                .toList();
    }
}
