package dev.waymark.local.couriers;

import dev.waymark.local.Secrets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one can say about a parcel from the command line, in the words of each courier. */
public enum DemoScan {
    ACCEPTED("RECEIVED_AT_SHIPMENT_WAREHOUSE", "in_transit", "received_at_origin_facility", "ACCEPTED"),
    IN_TRANSIT("SENT_TO_RECIPIENT_CITY", "in_transit", "in_transit", "MOVING"),
    ARRIVED("ACCEPTED_IN_RECIPIENT_CITY", "in_transit", "arrived_at_facility", "ARRIVED"),
    OUT_FOR_DELIVERY("TAKEN_BY_COURIER", "out_for_delivery", "out_for_delivery", "OUT_FOR_DELIVERY"),
    ATTEMPT_FAILED("RETURNED_TO_RECIPIENT_CITY_WAREHOUSE", "failure", "delivery_exception", "ATTEMPT_ABSENT"),
    READY_FOR_PICKUP(
            "ACCEPTED_AT_PICK_UP_POINT", "available_for_pickup", "arrived_at_pickup_location", "AWAITING_COLLECTION"),
    DELIVERED("DELIVERED", "delivered", "arrived_at_destination", "DELIVERED_TO_RECIPIENT"),
    RETURNING("NOT_DELIVERED", "return_to_sender", "return", "RETURN_STARTED");

    private final String cdek;
    private final String easyPostStatus;
    private final String easyPostDetail;
    private final String own;

    DemoScan(String cdek, String easyPostStatus, String easyPostDetail, String own) {
        this.cdek = cdek;
        this.easyPostStatus = easyPostStatus;
        this.easyPostDetail = easyPostDetail;
        this.own = own;
    }

    /** By its name as typed, such as {@code out-for-delivery}. */
    public static Optional<DemoScan> named(String typed) {
        return Arrays.stream(values())
                .filter(news -> news.typed().equalsIgnoreCase(typed))
                .findFirst();
    }

    /** All names, as typed. */
    public static String names() {
        return Arrays.stream(values()).map(DemoScan::typed).collect(Collectors.joining(", "));
    }

    /** As {@code courier} says it of the parcel {@code number}; absent for a courier that is not played here. */
    public Optional<Webhook> from(String courier, String number, Secrets secrets, Instant now) {
        return switch (courier) {
            case "cdek" -> Optional.of(new CdekWebhooks(secrets.cdekPath(), number).status(cdek, "Москва", now));
            case "easypost" ->
                Optional.of(new EasyPostWebhooks(secrets.easyPostSecret(), number)
                        .scan(easyPostStatus, easyPostDetail, words(), now)
                        .webhook(now));
            case "waymark" ->
                Optional.of(new WaymarkWebhooks(secrets.waymarkSecret(), number).status(own, "Москва", words(), now));
            default -> Optional.empty();
        };
    }

    private String typed() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String words() {
        var words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
