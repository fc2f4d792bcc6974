package dev.waymark.contract;

/** Which parcel: the courier and its number, in the one form of that courier's numbers. Written {@code courier:trackingNumber} as Kafka key and document id. */
public record ShipmentKey(CourierCode courier, TrackingNumber trackingNumber) implements Comparable<ShipmentKey> {

    public ShipmentKey {
        trackingNumber = trackingNumber.of(courier);
    }

    /** Reads what {@link #toString()} wrote. */
    public static ShipmentKey parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("shipment: \"%s\" (expected: courier:trackingNumber)".formatted(text));
        }
        return new ShipmentKey(
                new CourierCode(text.substring(0, colon)), new TrackingNumber(text.substring(colon + 1)));
    }

    @Override
    public int compareTo(ShipmentKey other) {
        var byCourier = courier.compareTo(other.courier);
        return byCourier != 0 ? byCourier : trackingNumber.value().compareTo(other.trackingNumber.value());
    }

    @Override
    public String toString() {
        return courier + ":" + trackingNumber;
    }
}
