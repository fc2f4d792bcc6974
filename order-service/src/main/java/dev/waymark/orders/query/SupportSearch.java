package dev.waymark.orders.query;

import static java.util.Comparator.comparing;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.VisibleText;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SearchResult.Hit;
import dev.waymark.contract.view.SearchResult.MatchedBy;
import dev.waymark.contract.view.SearchResult.SearchedAs;
import dev.waymark.contract.view.SearchResult.SimilarOrder;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.Contact;
import dev.waymark.orders.people.ContactParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One search for everything a customer may tell support: each interpretation of the query is tried. */
public record SupportSearch(
        OrderRepository repository, OrderViewLoader views, ContactParser contacts, BlindIndex index) {

    private static final int MAX_HITS = 20;

    /** Similar orders are read out to the customer: more of them help nobody. */
    private static final int MAX_SIMILAR = 5;

    private static final int MIN_PREFIX = 4;

    /** Of a name with two words: those with the first word are examined for the second. */
    private static final int MAX_NAMESAKES = 200;

    public Mono<SearchResult> search(String query) {
        var text = VisibleText.of(query);
        var strategies = searchStrategies(text);
        return Flux.fromIterable(strategies)
                .concatMap(SearchStrategy::matches)
                .distinct(match -> match.order().key())
                .take(MAX_HITS)
                .collectList()
                .flatMap(this::orders)
                .map(orders -> orders.stream().map(SimilarOrder::order).toList())
                .flatMap(hits -> similarUnlessFound(hits, text)
                        .map(similar -> new SearchResult(searchedAs(strategies), hits, similar)));
    }

    private List<SearchStrategy> searchStrategies(String text) {
        var strategies = new ArrayList<SearchStrategy>();
        orderNumber(text)
                .map(number -> new SearchStrategy(MatchedBy.ORDER_NUMBER, number.normalized(), byNumber(number)))
                .ifPresent(strategies::add);
        trackingNumber(text)
                .map(number -> new SearchStrategy(
                        MatchedBy.TRACKING_NUMBER, number.value(), repository.ordersByTrackingNumber(number, MAX_HITS)))
                .ifPresent(strategies::add);
        contacts.phone(text).map(phone -> byContact(MatchedBy.PHONE, phone)).ifPresent(strategies::add);
        contacts.email(text).map(email -> byContact(MatchedBy.EMAIL, email)).ifPresent(strategies::add);
        if (!text.isEmpty()) {
            strategies.add(
                    new SearchStrategy(MatchedBy.CUSTOMER_ID, text, repository.byTerm(index.customer(text), MAX_HITS)));
        }
        var name = index.nameQuery(text);
        if (!name.isEmpty() && text.codePoints().anyMatch(Character::isLetter)) {
            strategies.add(new SearchStrategy(MatchedBy.NAME, text, byName(name)));
        }
        return strategies;
    }

    private SearchStrategy byContact(MatchedBy by, Contact contact) {
        return new SearchStrategy(by, contact.value(), repository.byTerm(index.owner(contact), MAX_HITS));
    }

    private Mono<List<TrackedOrder>> byNumber(OrderNumber number) {
        return repository.orders(List.of(OrderId.of(number))).map(found -> List.copyOf(found.values()));
    }

    private Mono<List<TrackedOrder>> byName(List<String> terms) {
        return repository
                .byTerm(terms.getFirst(), terms.size() == 1 ? MAX_HITS : MAX_NAMESAKES)
                .map(orders -> orders.stream()
                        .filter(order -> order.index().terms().containsAll(terms))
                        .toList());
    }

    private Mono<List<SimilarOrder>> similarUnlessFound(List<Hit> hits, String text) {
        if (!hits.isEmpty() || text.chars().noneMatch(Character::isDigit)) {
            return Mono.just(List.of());
        }
        return similar(text)
                .distinct(match -> match.order().key())
                .take(MAX_SIMILAR)
                .collectList()
                .flatMap(this::orders);
    }

    /** By one typo first, then by the beginning. */
    private Flux<Match> similar(String text) {
        var order = orderNumber(text);
        var shipment = trackingNumber(text).map(TrackingNumber::value);
        return Flux.concat(Stream.of(
                        order.map(this::ordersWithTypo),
                        shipment.map(this::shipmentsWithTypo),
                        order.filter(number -> isLongEnough(number.value())).map(this::ordersBeginningWith),
                        shipment.filter(SupportSearch::isLongEnough).map(this::shipmentsBeginningWith))
                .flatMap(Optional::stream)
                .toList());
    }

    private Flux<Match> ordersWithTypo(OrderNumber number) {
        var ids = TypoVariants.of(number.normalized()).stream()
                .flatMap(variant -> orderNumber(variant).stream())
                .map(OrderId::of)
                .toList();
        return orders(ids).map(SupportSearch::byOrderNumber);
    }

    /** As typed and in capitals: the index holds numbers as shops spell them. */
    private Flux<Match> ordersBeginningWith(OrderNumber number) {
        return Flux.just(number.value(), number.normalized())
                .distinct()
                .concatMap(prefix -> repository.byOrderNumberStart(prefix, MAX_SIMILAR))
                .concatMapIterable(orders -> orders)
                .map(SupportSearch::byOrderNumber);
    }

    private Flux<Match> shipmentsWithTypo(String number) {
        var numbers = TypoVariants.of(number).stream()
                .flatMap(variant -> trackingNumber(variant).stream())
                .toList();
        return repository.byTrackingNumbers(numbers, MAX_SIMILAR).flatMapMany(this::ordersOf);
    }

    private Flux<Match> shipmentsBeginningWith(String number) {
        return repository.byTrackingNumberStart(number, MAX_SIMILAR).flatMapMany(this::ordersOf);
    }

    private Flux<Match> ordersOf(Collection<TrackedShipment> shipments) {
        var numbers = new LinkedHashMap<OrderId, String>();
        for (var shipment : shipments) {
            var number = shipment.key().trackingNumber().value();
            shipment.allOrders().stream().limit(MAX_SIMILAR).forEach(order -> numbers.putIfAbsent(order, number));
        }
        return orders(numbers.keySet())
                .map(order -> new Match(MatchedBy.TRACKING_NUMBER, numbers.getOrDefault(order.key(), ""), order));
    }

    /** Those that exist, in the order of {@code ids}. */
    private Flux<TrackedOrder> orders(Collection<OrderId> ids) {
        return repository
                .orders(ids)
                .flatMapIterable(found -> ids.stream()
                        .flatMap(id -> Stream.ofNullable(found.get(id)))
                        .toList());
    }

    /** A shorter prefix is the beginning of half of all numbers. */
    private static boolean isLongEnough(String number) {
        return number.length() >= MIN_PREFIX;
    }

    /** As support sees them, each with the number that matched. */
    private Mono<List<SimilarOrder>> orders(List<Match> matches) {
        return views.views(matches.stream().map(Match::order).toList(), ViewAudience.SUPPORT)
                .map(orders -> IntStream.range(0, orders.size())
                        .mapToObj(i -> new SimilarOrder(
                                matches.get(i).number(),
                                hit(orders.get(i), matches.get(i).by())))
                        .toList());
    }

    private static Hit hit(OrderView order, MatchedBy by) {
        return new Hit(
                order.orderNumber(),
                order.placedAt(),
                by,
                order.customer() == null ? null : order.customer().name(),
                order.summary());
    }

    private static Match byOrderNumber(TrackedOrder order) {
        return new Match(
                MatchedBy.ORDER_NUMBER, order.order().placed().orderNumber().value(), order);
    }

    private static Optional<OrderNumber> orderNumber(String text) {
        return OrderQueries.parse(text, OrderNumber::new);
    }

    private static Optional<TrackingNumber> trackingNumber(String text) {
        return OrderQueries.parse(text, TrackingNumber::new);
    }

    private static List<SearchedAs> searchedAs(List<SearchStrategy> strategies) {
        return strategies.stream()
                .map(strategy -> new SearchedAs(strategy.by(), strategy.words()))
                .toList();
    }

    /** One interpretation of the query; {@code words} are its normal form in it. */
    private record SearchStrategy(MatchedBy by, String words, Mono<List<TrackedOrder>> orders) {

        /** The newest first. */
        Flux<Match> matches() {
            var placedAt =
                    comparing((TrackedOrder order) -> order.order().placed().placedAt());
            return orders.flatMapIterable(
                            found -> found.stream().sorted(placedAt.reversed()).toList())
                    .map(order -> new Match(by, words, order));
        }
    }

    /** @param number the order's, or the shipment's, that is the query or similar to it */
    private record Match(MatchedBy by, String number, TrackedOrder order) {}
}
