package dev.waymark.gateway.services;

import dev.waymark.contract.OrderId;
import dev.waymark.tokens.ServiceTokens;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The order service's and the notification service's HTTP routes; each call names its purpose. */
public final class HttpOrderQueries implements OrderQueries {

    private final ServiceCalls guests;
    private final ServiceCalls people;
    private final ServiceCalls owners;
    private final ServiceCalls support;
    private final ServiceCalls messages;

    public HttpOrderQueries(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        guests = orders(builder, tokens, settings, "orders:guest");
        people = orders(builder, tokens, settings, "people:resolve");
        owners = orders(builder, tokens, settings, "orders:read.own");
        support = orders(builder, tokens, settings, "support:search");
        messages = new ServiceCalls(
                ServiceNames.NOTIFICATIONS,
                builder.clone()
                        .baseUrl(settings.notificationsUrl().toString())
                        .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "messages:read"))
                        .build(),
                settings.answerWithin());
    }

    @Override
    public Mono<OrderView> guest(String token) {
        return guests.post(ResolvedLink.class, "/internal/links/resolve", Map.of("token", token))
                .map(link -> link.order().throughLinkUntil(link.until()));
    }

    @Override
    public Mono<Found> lookup(String number, String contact) {
        return guests.post(Found.class, "/internal/lookups", Map.of("number", number, "contact", contact));
    }

    @Override
    public Mono<OrderPage> myOrders(String personRef, String query, @Nullable String cursor, int limit) {
        var path = "/internal/people/{ref}/orders?limit={limit}&query={query}";
        return cursor == null
                ? owners.get(OrderPage.class, path, personRef, limit, query)
                : owners.get(OrderPage.class, path + "&cursor={cursor}", personRef, limit, query, cursor);
    }

    @Override
    public Mono<OrderView> myOrder(String personRef, String number) {
        return owners.get(OrderView.class, "/internal/people/{ref}/orders/{number}", personRef, number);
    }

    @Override
    public Mono<SearchResult> search(String query) {
        return support.post(SearchResult.class, "/internal/support/search", Map.of("query", query));
    }

    @Override
    public Mono<OrderView> supportOrder(String number) {
        return support.get(OrderView.class, "/internal/support/orders/{number}", number);
    }

    @Override
    public Mono<List<SentMessage>> messages(OrderId orderId) {
        return messages.get(Messages.class, "/internal/orders/{id}/messages", orderId.value())
                .map(Messages::messages);
    }

    @Override
    public Mono<Person> person(String contact) {
        return people.post(Person.class, "/internal/people/resolve", Map.of("contact", contact));
    }

    private static ServiceCalls orders(
            WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings, String purpose) {
        var client = builder.clone()
                .baseUrl(settings.ordersUrl().toString())
                .filter(tokens.bearer(ServiceNames.ORDERS, purpose))
                .build();
        return new ServiceCalls(ServiceNames.ORDERS, client, settings.answerWithin());
    }

    private record ResolvedLink(OrderView order, Instant until) {}

    private record Messages(List<SentMessage> messages) {}
}
