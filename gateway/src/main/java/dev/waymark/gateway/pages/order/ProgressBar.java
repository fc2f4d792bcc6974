package dev.waymark.gateway.pages.order;

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

    /** How a step stands to the renderer. */
    public enum Kind {
        PAST,
        CURRENT,
        AHEAD
    }

    /** One step; {@code where} is the city of the current one. */
    public record Step(String name, Kind kind, @Nullable String where) {

        public boolean isPast() {
            return kind == Kind.PAST;
        }

        public boolean isCurrent() {
            return kind == Kind.CURRENT;
        }
    }

    /** Absent for what will never arrive. */
    public static @Nullable ProgressBar of(
            ShipmentPresentation presentation, @Nullable String city, MessageBundle messages) {
        return switch (presentation.status()) {
            case CANCELLED -> null;
            case RETURNING -> back(presentation.subStatus() == null || isFirst(presentation) ? 1 : 2, city, messages);
            case RETURNED -> back(BACK.size() - 1, null, messages);
            case PLACED,
                    ANNOUNCED,
                    ACCEPTED,
                    IN_TRANSIT,
                    CUSTOMS,
                    CUSTOMS_ACTION,
                    OUT_FOR_DELIVERY,
                    READY_FOR_PICKUP,
                    ATTEMPT_FAILED,
                    EXCEPTION,
                    DELIVERED,
                    LOST,
                    NO_NEWS,
                    UNKNOWN -> forward(presentation, city, messages);
        };
    }

    private static boolean isFirst(ShipmentPresentation presentation) {
        return presentation.subStatus() == dev.waymark.contract.tracking.SubStatus.RETURN_STARTED;
    }

    private static ProgressBar forward(
            ShipmentPresentation presentation, @Nullable String city, MessageBundle messages) {
        var names = List.of("ordered", "packed", "moving", lastButOne(presentation), "received");
        return new ProgressBar(
                messages.get("progress.label"),
                steps(names, presentation.reached(), showsCity(presentation) ? city : null, messages));
    }

    /** A parcel for a pickup point is carried there first, and a courier may bring to the door what was meant for one. */
    private static String lastButOne(ShipmentPresentation presentation) {
        return switch (presentation.status()) {
            case READY_FOR_PICKUP -> "point";
            case OUT_FOR_DELIVERY, ATTEMPT_FAILED -> "courier";
            case PLACED,
                    ANNOUNCED,
                    ACCEPTED,
                    IN_TRANSIT,
                    CUSTOMS,
                    CUSTOMS_ACTION,
                    EXCEPTION,
                    DELIVERED,
                    RETURNING,
                    RETURNED,
                    LOST,
                    CANCELLED,
                    NO_NEWS,
                    UNKNOWN -> presentation.toPoint() ? "point" : "courier";
        };
    }

    private static ProgressBar back(int reached, @Nullable String city, MessageBundle messages) {
        return new ProgressBar(messages.get("progress.return.label"), steps(BACK, reached, city, messages));
    }

    private static boolean showsCity(ShipmentPresentation presentation) {
        return presentation.reached() == 2 && presentation.status() != CustomerStatus.LOST;
    }

    private static List<Step> steps(List<String> names, int reached, @Nullable String city, MessageBundle messages) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Step(
                        messages.get("step." + names.get(i)),
                        i < reached ? Kind.PAST : i == reached ? Kind.CURRENT : Kind.AHEAD,
                        i == reached ? city : null))
                .toList();
    }
}
