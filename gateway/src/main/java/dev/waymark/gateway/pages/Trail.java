package dev.waymark.gateway.pages;

import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.wording.MessageBundle;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a parcel's way. A parcel that goes back has another trail: no trail runs backwards.
 *
 * @param label names the list for a screen reader
 */
record Trail(String label, List<Step> steps) {

    private static final List<String> BACK = List.of("sent", "turned", "back", "shop");

    /** How a step stands to the reader. */
    enum Kind {
        PAST,
        CURRENT,
        AHEAD
    }

    /** One step; {@code where} is the city of the current one. */
    record Step(String name, Kind kind, @Nullable String where) {

        public boolean isPast() {
            return kind == Kind.PAST;
        }

        public boolean isCurrent() {
            return kind == Kind.CURRENT;
        }
    }

    /** Absent for what will never arrive. */
    static @Nullable Trail of(Standing standing, @Nullable String city, MessageBundle messages) {
        return switch (standing.status()) {
            case CANCELLED -> null;
            case RETURNING -> back(standing.subStatus() == null || isFirst(standing) ? 1 : 2, city, messages);
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
                    UNKNOWN -> forward(standing, city, messages);
        };
    }

    private static boolean isFirst(Standing standing) {
        return standing.subStatus() == dev.waymark.contract.tracking.SubStatus.RETURN_STARTED;
    }

    private static Trail forward(Standing standing, @Nullable String city, MessageBundle messages) {
        var names = List.of("ordered", "packed", "moving", lastButOne(standing), "received");
        return new Trail(
                messages.get("trail.label"),
                steps(names, standing.reached(), showsCity(standing) ? city : null, messages));
    }

    /** A parcel for a pickup point is carried there first, and a courier may bring to the door what was meant for one. */
    private static String lastButOne(Standing standing) {
        return switch (standing.status()) {
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
                    UNKNOWN -> standing.toPoint() ? "point" : "courier";
        };
    }

    private static Trail back(int reached, @Nullable String city, MessageBundle messages) {
        return new Trail(messages.get("trail.return.label"), steps(BACK, reached, city, messages));
    }

    private static boolean showsCity(Standing standing) {
        return standing.reached() == 2 && standing.status() != CustomerStatus.LOST;
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
