package dev.waymark.gateway.pages.myorders;

import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.MyOrdersFilter;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.Severity;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.order.ShipmentSection;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** "My orders": what needs the reader first, then what is under way by its date, then what is over. */
public record OrderListPage(
        List<Group> groups, MyOrdersFilter filter, @Nullable String next) {

    /** Cards of one kind under one heading. */
    public record Group(String title, List<Card> cards) {}

    /** One order in short. */
    public record Card(
            String href,
            String line,
            Severity severity,
            String tag,
            String headline,
            @Nullable String was,
            @Nullable Integer reached,
            @Nullable String items,
            Kind kind,
            LocalDate due) {}

    /** Where a card belongs; the order of declaration is the order on the page. */
    public enum Kind {
        NEEDS,
        MOVING,
        FINISHED;

        private String titleKey() {
            return "orders." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Amber while something waits for the renderer. */
    public Severity severity() {
        return groups.stream().flatMap(group -> group.cards().stream()).anyMatch(card -> card.kind() == Kind.NEEDS)
                ? Severity.ASK
                : Severity.GO;
    }

    public boolean isSearch() {
        return !filter.isEmpty();
    }

    public String nextHref() {
        var first = firstHref();
        return next == null ? first : Links.query(first, "cursor", next);
    }

    /** The beginning of the list, or of what was found in it. */
    public String firstHref() {
        var href = "/orders";
        for (var parameter : filter.parameters().entrySet()) {
            href = Links.query(href, parameter.getKey(), parameter.getValue());
        }
        return href;
    }

    /** Each order is told in the days of its own place. */
    public static OrderListPage of(
            dev.waymark.contract.view.OrderPage page,
            MyOrdersFilter filter,
            MessageBundle messages,
            Function<OrderView, LocalizedContext> context) {
        var byKind = page.orders().stream()
                .map(order -> card(order, context.apply(order)))
                .collect(Collectors.groupingBy(Card::kind));
        var groups = Stream.of(Kind.values())
                .filter(byKind::containsKey)
                .map(kind ->
                        new Group(messages.get(kind.titleKey()), sorted(kind, byKind.getOrDefault(kind, List.of()))))
                .toList();
        return new OrderListPage(groups, filter, page.next());
    }

    private static List<Card> sorted(Kind kind, List<Card> cards) {
        return kind == Kind.FINISHED
                ? cards
                : cards.stream().sorted(Comparator.comparing(Card::due)).toList();
    }

    private static Card card(OrderView order, LocalizedContext context) {
        var page = OrderPage.of(order, Audience.OWNER, context);
        var main = page.main();
        var messages = context.messages();
        var line = Stream.of(
                        messages.get(
                                "orders.line",
                                Map.of(
                                        "number",
                                        order.orderNumber(),
                                        "day",
                                        context.day(context.dayOf(order.placedAt())))),
                        main.courier() == null ? null : main.courier().name(),
                        page.position(),
                        order.summary().of() > 1 && order.summary().delivered() > 0
                                ? messages.get(
                                        "page.delivered",
                                        Map.of(
                                                "delivered", order.summary().delivered(),
                                                "of", order.summary().of()))
                                : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new Card(
                Links.path("orders", order.orderNumber()),
                line,
                main.severity(),
                main.tag(),
                main.headline(),
                main.lead().was() == null
                        ? null
                        : main.lead().label() + " " + main.lead().was(),
                main.progress() == null || main.finished() ? null : main.reached(),
                page.itemCount(),
                kind(order, page),
                due(order));
    }

    private static Kind kind(OrderView order, OrderPage page) {
        if (order.summary().actionRequired()) {
            return Kind.NEEDS;
        }
        var over = page.main().finished() && page.others().stream().allMatch(ShipmentSection::finished);
        return over ? Kind.FINISHED : Kind.MOVING;
    }

    private static LocalDate due(OrderView order) {
        var index = OrderPage.headlined(order);
        var shipment = index < 0 ? null : order.shipments().get(index);
        var details = shipment == null ? null : shipment.details();
        if (details != null && details.storageDeadline() != null) {
            return details.storageDeadline();
        }
        if (shipment != null && shipment.eta() != null) {
            return shipment.eta().until();
        }
        return order.promise() == null ? LocalDate.MAX : order.promise().until();
    }
}
