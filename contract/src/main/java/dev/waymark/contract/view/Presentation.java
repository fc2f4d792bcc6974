package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.contract.tracking.Place;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is true of a shipment at one moment, or of an order that has none yet: where it is, when it comes, what happens
 * next, what the customer can do, and how sure all that is. Pages, messages, the support desk and the API say each of
 * these facts in their own words and none of them derives one.
 *
 * @param certainty how far {@code status} can be relied on
 * @param progressStep 0 ordered, 1 packed, 2 with the courier, 3 near the recipient, 4 received: the furthest it came
 * @param place where it is now by the courier's word; for a guest without the pickup point that gives the customer away
 * @param atPickupPoint whether {@code place} is the point where the customer collects it
 * @param arrival when it comes; absent where it is there already, or will not come
 * @param actionUntil the last day for {@code action}, where one is known
 * @param contradicted when a courier reported the delivery that later scans contradict, or that it withdrew
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Presentation(
        CustomerStatus status,
        Certainty certainty,
        int progressStep,
        @Nullable Place place,
        boolean atPickupPoint,
        @Nullable Arrival arrival,
        NextStep next,
        CustomerAction action,
        @Nullable LocalDate actionUntil,
        @Nullable Instant contradicted) {

    /** How far what is said can be relied on. */
    public enum Certainty {
        /** The courier says so, and nothing speaks against it. */
        STATED,
        /** It moves although the courier reported it delivered, or the courier withdrew that report. */
        CONTRADICTED,
        /** It was so when the courier last spoke, which is long ago. */
        OUTDATED,
        /** The courier said something that we cannot read, or nothing at all. */
        UNKNOWN
    }

    /** What happens next if all goes well. */
    public enum NextStep {
        /** The shop packs the order and hands it over. */
        SHIPPING,
        /** The courier takes the shipment over. */
        HANDOVER_TO_COURIER,
        /** The courier carries it on. */
        TRANSPORT,
        /** Customs releases it. */
        CUSTOMS_CLEARANCE,
        /** The courier brings it to the door. */
        DELIVERY,
        /** The courier brings it to the pickup point. */
        ARRIVAL_AT_PICKUP_POINT,
        /** The customer collects it. */
        COLLECTION,
        /** The courier tries again, on the day of {@link Arrival#window} where it named one. */
        NEW_ATTEMPT,
        /** The courier finds out what is the matter. */
        INVESTIGATION,
        /** The courier takes all or the rest of it back to the shop. */
        RETURN_TO_SHOP,
        /** The shop settles a refund or a replacement. */
        SETTLEMENT,
        /** Nothing: it is over. */
        NOTHING
    }

    /** What the customer can do. */
    public enum CustomerAction {
        NONE(false),
        /** Collect it at the pickup point. */
        COLLECT(true),
        /** Agree with the courier on a new time. */
        ARRANGE_DELIVERY(true),
        /** Give the courier the right address. */
        CORRECT_ADDRESS(true),
        /** Pay, or prove identity or age, to the courier. */
        PAY_OR_IDENTIFY(true),
        /** Give customs what it asks for. */
        INFORM_CUSTOMS(true),
        /** Ask the courier what it needs. */
        CONTACT_COURIER(true),
        /** Write to the shop, should something be wrong. */
        CONTACT_SHOP(false);

        private final boolean required;

        CustomerAction(boolean required) {
            this.required = required;
        }

        /** Whether the shipment goes no further until it is done. */
        public boolean isRequired() {
            return required;
        }
    }

    /**
     * When it comes.
     *
     * @param window absent where nobody named a day that can still hold
     * @param basis whose word {@code window} is; absent without it
     * @param overdue whether {@code window} is over
     * @param before the window that was last said before and differs; absent where none was
     * @param missingWindow why there is no window; absent with one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Arrival(
            @Nullable DeliveryWindow window,
            @Nullable Basis basis,
            boolean overdue,
            @Nullable DeliveryWindow before,
            @Nullable Basis beforeBasis,
            @Nullable MissingWindow missingWindow) {

        /** The days that a sentence may promise: none that are over. */
        @JsonIgnore
        public @Nullable DeliveryWindow upcoming() {
            return overdue ? null : window;
        }
    }

    /** Whose word a window is. */
    public enum Basis {
        /** The shop's, at the checkout. */
        SHOP,
        /** The courier's. */
        COURIER,
        /** That of the scan which says that it is being delivered today. */
        OUT_FOR_DELIVERY
    }

    /** Why nobody can say when it comes. */
    public enum MissingWindow {
        /** The courier does not have it yet. */
        NOT_HANDED_OVER,
        /** The courier named no day. */
        NOT_STATED,
        /** The day that was named was the one of the failed attempt. */
        ATTEMPT_FAILED,
        /** All days that were named are over. */
        PASSED
    }

    /** The little that follows from the status alone: for answers of a service that does not state more yet. */
    public static Presentation of(CustomerStatus status) {
        return new Presentation(
                status,
                Certainty.UNKNOWN,
                status.progressStep().orElse(0),
                null,
                false,
                null,
                NextStep.NOTHING,
                CustomerAction.NONE,
                null,
                null);
    }

    /** How much it concerns the customer. */
    @JsonIgnore
    public Severity severity() {
        if (action.isRequired()) {
            return Severity.ASK;
        }
        return isOverdue() ? Severity.BAD : status.severity();
    }

    /** Whether the expected day is over and the shipment not there. */
    @JsonIgnore
    public boolean isOverdue() {
        return arrival != null && arrival.overdue();
    }

    /** Whether all days that were named are over, and nobody names another. */
    @JsonIgnore
    public boolean isWindowPassed() {
        return arrival != null && arrival.missingWindow() == MissingWindow.PASSED;
    }

    /** The days when it is expected that are not over; absent where nobody knows. */
    @JsonIgnore
    public @Nullable DeliveryWindow upcoming() {
        return arrival == null ? null : arrival.upcoming();
    }
}
