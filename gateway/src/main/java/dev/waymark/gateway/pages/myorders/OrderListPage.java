package dev.waymark.gateway.pages.myorders;

import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.MyOrdersFilter;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.Links;
import dev.waymark.gateway.pages.PageText;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.order.ShipmentSection;
import dev.waymark.wording.LocalizedContext;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * "My orders": what needs the reader first, then what is under way by its date, then what is over.
 *
 * @param next the cursor of the page after this one; absent on the last
 * @param withheld whether orders are missing that need another contact
 */
public record OrderListPage(
        Map<Kind, List<Card>> groups,
        MyOrdersFilter filter,
        @Nullable String next,
        boolean withheld) {

    /** One order in short. */
    public record Card(OrderPage page, String href, String line) {}

    /** Where a card belongs; the order of declaration is the order on the page. */
    public enum Kind {
        NEEDS,
        MOVING,
        FINISHED
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Whether something waits for the reader. */
    public boolean isActionRequired() {
        return groups.containsKey(Kind.NEEDS);
    }

    public boolean isSearch() {
        return !filter.isEmpty();
    }

    public String nextHref() {
        return filter.address("/orders", next == null ? Map.of() : Map.of("cursor", next));
    }

    /** The beginning of the list, or of what was found in it. */
    public String firstHref() {
        return filter.address("/orders", Map.of());
    }

    /** Each order is told in the days of its own place. */
    static OrderListPage of(
            dev.waymark.contract.view.OrderPage found,
            MyOrdersFilter filter,
            Function<OrderView, LocalizedContext> context) {
        var groups = found.orders().stream()
                .map(order -> OrderPage.of(order, Audience.OWNER, context.apply(order)))
                .collect(Collectors.groupingBy(
                        OrderListPage::kind,
                        () -> new EnumMap<>(Kind.class),
                        Collectors.mapping(OrderListPage::card, Collectors.toList())));
        groups.forEach((kind, cards) -> {
            if (kind != Kind.FINISHED) {
                cards.sort(Comparator.comparing(card -> due(card.page().order())));
            }
        });
        return new OrderListPage(groups, filter, found.next(), Boolean.TRUE.equals(found.withheld()));
    }

    private static Kind kind(OrderPage page) {
        if (page.order().summary().actionRequired()) {
            return Kind.NEEDS;
        }
        var over = page.main().finished() && page.others().stream().allMatch(ShipmentSection::finished);
        return over ? Kind.FINISHED : Kind.MOVING;
    }

    private static Card card(OrderPage page) {
        var order = page.order();
        var context = page.context();
        var day = context.day(context.dayOf(order.placedAt()));
        var courier = page.main().courier();
        var line = PageText.line(
                context.messages().get("orders.line", Map.of("number", order.orderNumber(), "day", day)),
                courier == null ? null : courier.name(),
                page.position(),
                delivered(page));
        return new Card(page, Links.path("orders", order.orderNumber()), line);
    }

    private static @Nullable String delivered(OrderPage page) {
        var summary = page.order().summary();
        return summary.of() > 1 && summary.delivered() > 0
                ? page.context()
                        .messages()
                        .get("page.delivered", Map.of("delivered", summary.delivered(), "of", summary.of()))
                : null;
    }

    private static LocalDate due(OrderView order) {
        var facts = order.summary().presentation();
        var arrival = facts.arrival();
        if (facts.actionUntil() != null) {
            return facts.actionUntil();
        }
        return arrival == null || arrival.window() == null
                ? LocalDate.MAX
                : arrival.window().until();
    }
}
