package dev.waymark.orders.ordering;

import dev.waymark.contract.ConnectedCouriers;
import dev.waymark.contract.CourierCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The couriers that are connected, as ingest said last. */
public final class CourierConnections {

    private volatile @Nullable ConnectedCouriers connected;

    public void replace(ConnectedCouriers latest) {
        connected = latest;
    }

    /** None as long as nobody has said. */
    public List<CourierCode> connected() {
        var latest = connected;
        return latest == null ? List.of() : latest.couriers();
    }

    /** As long as nobody has said, there is nothing to warn of. */
    boolean isMissing(CourierCode courier) {
        var latest = connected;
        return latest != null && !latest.couriers().contains(courier);
    }
}
