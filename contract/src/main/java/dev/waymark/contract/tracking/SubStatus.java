package dev.waymark.contract.tracking;

import static dev.waymark.contract.tracking.Finality.FINAL;
import static dev.waymark.contract.tracking.Finality.OPEN;
import static dev.waymark.contract.tracking.Finality.SOFT;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.waymark.contract.MessageKind;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What exactly happened; each belongs to one milestone. The order of declaration is the order of a journey: of two
 * statuses with the same time, the later declared one is shown.
 */
public enum SubStatus {
    /** The courier said something that we cannot read yet. The customer keeps the status before it. */
    @JsonEnumDefaultValue
    UNMAPPED(Milestone.UNKNOWN, OPEN),
    /** The source gave up tracking without a final status. */
    TRACKING_ENDED(Milestone.UNKNOWN, OPEN),

    /** Registered or labelled; the courier does not have the parcel. */
    LABEL_CREATED(Milestone.PRE_TRANSIT, OPEN),
    /** The courier came to, or expected, the sender and did not get the parcel. */
    COLLECTION_FAILED(Milestone.PRE_TRANSIT, OPEN),

    /** First physical scan: the courier has the parcel. */
    ACCEPTED(Milestone.IN_TRANSIT, OPEN),
    /** Left a facility, or was handed to a line-haul or partner courier. */
    DEPARTED(Milestone.IN_TRANSIT, OPEN),
    /** Arrived at, or is being sorted in, a facility on the way. */
    ARRIVED(Milestone.IN_TRANSIT, OPEN),
    /** Any other news on the way. */
    MOVING(Milestone.IN_TRANSIT, OPEN),
    /** At the last facility before the recipient. */
    AT_DELIVERY_DEPOT(Milestone.IN_TRANSIT, OPEN),
    /** Sent on to another address, locker, shop or date. */
    REDIRECTED(Milestone.IN_TRANSIT, OPEN),

    /** Presented to export or import customs. */
    CUSTOMS_STARTED(Milestone.CUSTOMS, OPEN),
    /** Customs needs a document, data, a payment or an inspection. */
    CUSTOMS_HELD(Milestone.CUSTOMS, OPEN),
    /** Released by customs. */
    CUSTOMS_CLEARED(Milestone.CUSTOMS, OPEN),
    /** Refused by customs; a return or destruction follows. */
    CUSTOMS_REFUSED(Milestone.CUSTOMS, OPEN),

    /** On the vehicle of the last leg. */
    OUT_FOR_DELIVERY(Milestone.OUT_FOR_DELIVERY, OPEN),

    /** The recipient can collect it. */
    AWAITING_COLLECTION(Milestone.READY_FOR_PICKUP, OPEN),
    /** Storage ends soon. */
    COLLECTION_REMINDER(Milestone.READY_FOR_PICKUP, OPEN),
    /** Not collected in time; no return scan yet. */
    STORAGE_EXPIRED(Milestone.READY_FOR_PICKUP, OPEN),

    /** Nobody there, or could not be reached. */
    ATTEMPT_ABSENT(Milestone.ATTEMPT_FAILED, OPEN),
    /** The recipient refused. */
    ATTEMPT_REFUSED(Milestone.ATTEMPT_FAILED, OPEN),
    /** The address was wrong or incomplete. */
    ATTEMPT_ADDRESS(Milestone.ATTEMPT_FAILED, OPEN),
    /** No access, or the locker or shop was full. */
    ATTEMPT_NO_ACCESS(Milestone.ATTEMPT_FAILED, OPEN),
    /** Cash not paid, identity or age not proved. */
    ATTEMPT_PAYMENT_OR_ID(Milestone.ATTEMPT_FAILED, OPEN),
    /** For another or an unstated reason. */
    ATTEMPT_OTHER(Milestone.ATTEMPT_FAILED, OPEN),

    /** Late. */
    DELAYED(Milestone.EXCEPTION, OPEN),
    /** Stopped: waiting for payment, information, security or a decision. */
    HELD(Milestone.EXCEPTION, OPEN),
    /** A wrong or incomplete address, found before an attempt. */
    ADDRESS_PROBLEM(Milestone.EXCEPTION, OPEN),
    /** Damage reported; delivery may still happen. */
    DAMAGED(Milestone.EXCEPTION, OPEN),
    /** Any other trouble. */
    EXCEPTION_OTHER(Milestone.EXCEPTION, OPEN),
    /** Lost, until a later scan. */
    LOST(Milestone.EXCEPTION, SOFT),
    /** Destroyed, disposed of or seized. */
    DISPOSED(Milestone.EXCEPTION, FINAL),

    /** Handed over at the address, or delivered without more detail. */
    DELIVERED_TO_RECIPIENT(Milestone.DELIVERED, FINAL),
    /** In a letter box, porch, reception or agreed safe place. */
    LEFT_SAFE_PLACE(Milestone.DELIVERED, FINAL),
    /** With a neighbour or another agreed person. */
    LEFT_WITH_NEIGHBOUR(Milestone.DELIVERED, FINAL),
    /** The recipient collected it at a shop, post office or locker. */
    COLLECTED(Milestone.DELIVERED, FINAL),
    /** Part of the goods accepted; the rest comes back. */
    PARTIALLY_DELIVERED(Milestone.DELIVERED, FINAL),

    /** The return to the sender has begun. */
    RETURN_STARTED(Milestone.RETURNING, OPEN),
    /** Any later scan on the way back. */
    RETURN_MOVING(Milestone.RETURNING, OPEN),

    /** The sender has it again. */
    RETURNED_TO_SENDER(Milestone.RETURNED, FINAL),

    /** Cancelled or voided before delivery. */
    CANCELLED(Milestone.CANCELLED, FINAL);

    private static final Map<String, SubStatus> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final Milestone milestone;
    private final Finality finality;

    SubStatus(Milestone milestone, Finality finality) {
        this.milestone = milestone;
        this.finality = finality;
    }

    /** {@link #UNMAPPED} for one that only a newer version knows. */
    public static SubStatus named(String name) {
        return BY_NAME.getOrDefault(name, UNMAPPED);
    }

    public Milestone milestone() {
        return milestone;
    }

    /** As the taxonomy has it. A parcel cancelled after a physical scan comes back all the same: the fold knows. */
    public Finality finality() {
        return finality;
    }

    /** Whether somebody had the parcel in hands or on a belt to say this. */
    public boolean isPhysical() {
        return switch (milestone) {
            case UNKNOWN, PRE_TRANSIT, CANCELLED -> false;
            case IN_TRANSIT, CUSTOMS, OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> true;
            case EXCEPTION -> this == DAMAGED || this == DISPOSED;
            case DELIVERED, RETURNING, RETURNED -> true;
        };
    }

    /** The message that it may cause. Where storage has ended already, "you can collect it" is no longer true. */
    public Optional<MessageKind> message() {
        return this == STORAGE_EXPIRED ? Optional.empty() : milestone.message();
    }

    /** Whether it says where the pickup point is. */
    public boolean isAtPickupPoint() {
        return milestone == Milestone.READY_FOR_PICKUP || this == COLLECTED;
    }

    /** Whether it says by itself that the shipment goes back to the sender. */
    public boolean isReturn() {
        return milestone.isReturn();
    }

    /**
     * What it means of a shipment that goes back: couriers report the same statuses there, whoever "has received" it is
     * the sender, and "out for delivery" must not call the customer to the door. (TAXONOMY, "RETURN_MOVING: any later
     * scan on the way back")
     */
    public SubStatus onTheWayBack() {
        return switch (milestone) {
            case IN_TRANSIT, CUSTOMS, OUT_FOR_DELIVERY, READY_FOR_PICKUP, ATTEMPT_FAILED -> RETURN_MOVING;
            case EXCEPTION -> finality == OPEN ? RETURN_MOVING : this;
            case DELIVERED -> RETURNED_TO_SENDER;
            case UNKNOWN, PRE_TRANSIT, RETURNING, RETURNED, CANCELLED -> this;
        };
    }
}
