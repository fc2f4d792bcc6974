package dev.waymark.gateway.services;

import dev.waymark.contract.OrderId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the order service and the notification service. Each answer fails with
 * {@link dev.waymark.gateway.problems.Refused} where there is nothing to show: the problem is named at each method, and
 * {@code SERVICE_AWAY} may come from all.
 */
public interface OrderQueries {

    /** Door 1. {@code LINK_UNKNOWN}, {@code LINK_EXPIRED}. */
    Mono<OrderView> guest(String token);

    /** Door 3: {@code number} of an order or of a parcel. {@code ORDER_UNKNOWN}, whatever of the two did not match. */
    Mono<Found> lookup(String number, String contact);

    /**
     * Door 2: newest first, without timelines; those that {@code query} finds, or all where it is empty. {@code
     * CURSOR_INVALID}, also for somebody else's cursor, and for one of another query.
     */
    Mono<OrderPage> myOrders(String personRef, String query, @Nullable String cursor, int limit);

    /** Door 2. {@code ORDER_UNKNOWN}, also when it is somebody else's. */
    Mono<OrderView> myOrder(String personRef, String number);

    /** Door 4. Empty hits when nothing was found. */
    Mono<SearchResult> search(String query);

    /** Door 4: customer masked, timelines with what only support sees. {@code ORDER_UNKNOWN}. */
    Mono<OrderView> supportOrder(String number);

    /** Door 4: what was sent about an order or deliberately not, newest first. */
    Mono<List<SentMessage>> messages(OrderId orderId);

    /** Who writes under {@code contact}, an e-mail address or a phone number. {@code CONTACT_UNREADABLE}. */
    Mono<Person> person(String contact);

    /** The order behind a number and a contact, and the secret of its guest page. */
    record Found(OrderId orderId, String linkToken) {}

    /**
     * One page of a person's orders.
     *
     * @param next cursor of the page after this one; absent on the last
     */
    record OrderPage(List<OrderView> orders, @Nullable String next) {
        public OrderPage {
            orders = List.copyOf(orders);
        }
    }
}
