package dev.waymark.gateway.clients;

import static java.util.stream.Collectors.joining;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.LookupRequest;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderLookup;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.contract.view.SearchRequest;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.tokens.ServiceTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The order service's and the notification service's HTTP routes; each call names its purpose. */
public final class HttpOrderClient implements OrderClient {

    private final ServiceClient guests;
    private final ServiceClient people;
    private final ServiceClient owners;
    private final ServiceClient support;
    private final ServiceClient messages;

    public HttpOrderClient(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        guests = orders(builder, tokens, settings, "orders:guest");
        people = orders(builder, tokens, settings, "people:resolve");
        owners = orders(builder, tokens, settings, "orders:read.own");
        support = orders(builder, tokens, settings, "support:search");
        messages = new ServiceClient(
                ServiceNames.NOTIFICATIONS,
                builder.clone()
                        .baseUrl(settings.notificationsUrl().toString())
                        .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "messages:read"))
                        .build(),
                settings.answerWithin());
    }

    @Override
    public Mono<OrderView> guest(String token) {
        return guests.post(OpenedLink.class, "/internal/links/resolve", new LinkRequest(token))
                .map(link -> link.order().withLinkUntil(link.until()));
    }

    @Override
    public Mono<OrderLookup> lookup(String number, String contact) {
        return guests.post(OrderLookup.class, "/internal/lookups", new LookupRequest(number, contact));
    }

    @Override
    public Mono<OrderPage> myOrders(String personRef, MyOrdersFilter filter, @Nullable String cursor, int limit) {
        var parameters = new LinkedHashMap<String, Object>(filter.parameters());
        parameters.put("limit", limit);
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        var path = "/internal/people/{ref}/orders"
                + parameters.keySet().stream()
                        .map(name -> name + "={" + name + "}")
                        .collect(joining("&", "?", ""));
        var values = Stream.concat(Stream.of(personRef), parameters.values().stream());
        return owners.get(OrderPage.class, path, values.toArray());
    }

    @Override
    public Mono<OrderView> myOrder(String personRef, String number) {
        return owners.get(OrderView.class, "/internal/people/{ref}/orders/{number}", personRef, number);
    }

    @Override
    public Mono<SearchResult> search(String query) {
        return support.post(SearchResult.class, "/internal/support/search", new SearchRequest(query));
    }

    @Override
    public Mono<OrderView> supportOrder(String number) {
        return support.get(OrderView.class, "/internal/support/orders/{number}", number);
    }

    @Override
    public Mono<List<SentMessage>> messages(OrderId orderId) {
        return messages.get(SentMessages.class, "/internal/orders/{id}/messages", orderId.value())
                .map(SentMessages::messages);
    }

    @Override
    public Mono<ResolvedPerson> person(String contact) {
        return people.post(ResolvedPerson.class, "/internal/people/resolve", new ContactRequest(contact));
    }

    private static ServiceClient orders(
            WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings, String purpose) {
        var client = builder.clone()
                .baseUrl(settings.ordersUrl().toString())
                .filter(tokens.bearer(ServiceNames.ORDERS, purpose))
                .build();
        return new ServiceClient(ServiceNames.ORDERS, client, settings.answerWithin());
    }
}
