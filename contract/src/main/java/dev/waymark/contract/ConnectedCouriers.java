package dev.waymark.contract;

import java.util.List;

/** The couriers whose webhooks are accepted, on the topic {@code couriers}: all of them, so that the newest record is what is so. */
public record ConnectedCouriers(List<CourierCode> couriers) {

    /** The key of every record. */
    public static final String KEY = "connected";

    public ConnectedCouriers {
        couriers = List.copyOf(couriers);
    }
}
