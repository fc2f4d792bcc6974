package dev.waymark.gateway.clients;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the gateway asks the order service and the notification service. Each answer fails with
 * {@link dev.waymark.platform.web.ProblemException} where there is nothing to show: the problem is named at each method, and
 * {@code SERVICE_UNAVAILABLE} may come from all.
 */
public interface OrderClient {

    /** Door 1. {@code LINK_UNKNOWN}, {@code LINK_EXPIRED}. */
    Mono<OrderView> guest(String token);

    /** Door 3: {@code number} of an order or of a parcel. {@code ORDER_UNKNOWN}, whatever of the two did not match. */
    Mono<OrderLookup> lookup(String number, String contact);

    /**
     * Door 2: newest first, without timelines; those that {@code filter} selects. {@code CURSOR_INVALID},
     * also for somebody else's cursor, and for one of another filter.
     */
    Mono<OrderPage> myOrders(String personRef, MyOrdersFilter filter, @Nullable String cursor, int limit);

    /** Door 2. {@code ORDER_UNKNOWN}, also when it is somebody else's. */
    Mono<OrderView> myOrder(String personRef, String number);

    /** Door 4. Empty hits when nothing was found. */
    Mono<SearchResult> search(String query);

    /** Door 4: customer masked, timelines with what only support sees. {@code ORDER_UNKNOWN}. */
    Mono<OrderView> supportOrder(String number);

    /** Door 4: what was sent about an order or deliberately not, newest first. */
    Mono<List<SentMessage>> messages(OrderId orderId);

    /** Who writes under {@code contact}, an e-mail address or a phone number. {@code CONTACT_UNREADABLE}. */
    Mono<ResolvedPerson> person(String contact);
}
