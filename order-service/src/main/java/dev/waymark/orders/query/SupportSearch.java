package dev.waymark.orders.query;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SearchResult.Hit;
import dev.waymark.contract.view.SearchResult.MatchedBy;
import dev.waymark.contract.view.SearchResult.Near;
import dev.waymark.contract.view.SearchResult.SearchedAs;
import dev.waymark.orders.domain.TrackedOrder;
import dev.waymark.orders.domain.TrackedShipment;
import dev.waymark.orders.people.BlindIndex;
import dev.waymark.orders.people.Contact;
import dev.waymark.orders.people.ContactParser;
import dev.waymark.orders.people.PersonalDataVault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One box for everything support is told on the phone: each way to read the words is tried, each hit says which it was. */
public final class SupportSearch {

    public static final int MOST_HITS = 20;

    /** Near matches are to be read out to somebody: more of them help nobody. */
    static final int MOST_NEAR = 5;

    private static final int SHORTEST_START = 4;

    /** Two words of a name: those whose first word fits are looked through for the second. */
    private static final int MOST_NAMESAKES = 200;

    private final OrderRepository reads;
    private final PersonalDataVault vault;
    private final ContactParser contacts;
    private final BlindIndex terms;
    private final Clock clock;

    public SupportSearch(
            OrderRepository reads, PersonalDataVault vault, ContactParser contacts, BlindIndex terms, Clock clock) {
        this.reads = reads;
        this.vault = vault;
        this.contacts = contacts;
        this.terms = terms;
        this.clock = clock;
    }

    public Mono<SearchResult> search(String words) {
        var ways = ways(words.strip());
        return Flux.fromIterable(ways)
                .concatMap(way -> way.orders().map(orders -> new Matched(way.by(), orders)))
                .collectList()
                .flatMap(this::hits)
                .flatMap(hits -> (hits.isEmpty() ? near(words.strip()) : Mono.just(List.<Near>of()))
                        .map(near -> new SearchResult(
                                ways.stream()
                                        .map(way -> new SearchedAs(way.by(), way.as()))
                                        .toList(),
                                hits,
                                near)));
    }

    /** Orders and parcels whose number is a slip away from {@code words}, or begins so. */
    private Mono<List<Near>> near(String words) {
        if (words.chars().noneMatch(Character::isDigit)) {
            return Mono.just(List.of());
        }
        var orderNumber = OrderQueries.parsed(words, OrderNumber::new);
        var trackingNumber = OrderQueries.parsed(words, TrackingNumber::new).map(TrackingNumber::value);
        var sources = Stream.of(
                        orderNumber.map(number -> ordersOneSlipAway(number.normalized())),
                        trackingNumber.map(this::parcelsOneSlipAway),
                        orderNumber
                                .filter(number -> isLongEnough(number.value()))
                                .map(this::ordersBeginningWith),
                        trackingNumber.filter(SupportSearch::isLongEnough).map(this::parcelsBeginningWith))
                .flatMap(Optional::stream);
        return Flux.fromStream(sources)
                .concatMap(source -> source)
                .concatMapIterable(alike -> alike)
                .distinct(alike -> alike.order().id())
                .take(MOST_NEAR)
                .collectList()
                .flatMap(this::near);
    }

    private Mono<List<Near>> near(List<SimilarMatch> alike) {
        var matches = alike.stream()
                .map(one -> new Matched(one.by(), List.of(one.order())))
                .toList();
        return hits(matches)
                .map(hits -> IntStream.range(0, hits.size())
                        .mapToObj(i -> new Near(alike.get(i).number(), hits.get(i)))
                        .toList());
    }

    private Mono<List<SimilarMatch>> ordersOneSlipAway(String number) {
        var ids = TypoVariants.of(number).stream()
                .flatMap(slip -> OrderQueries.parsed(slip, OrderNumber::new).stream())
                .map(OrderId::of)
                .toList();
        return reads.orders(ids).map(found -> alike(found.values()));
    }

    /** As typed and in capitals: the index has numbers as shops spell them. */
    private Mono<List<SimilarMatch>> ordersBeginningWith(OrderNumber number) {
        return Flux.just(number.value(), number.normalized())
                .distinct()
                .concatMap(start -> reads.byOrderNumberStart(start, MOST_NEAR))
                .concatMapIterable(SupportSearch::alike)
                .collectList();
    }

    private static List<SimilarMatch> alike(Collection<TrackedOrder> orders) {
        return orders.stream()
                .map(order -> new SimilarMatch(
                        MatchedBy.ORDER_NUMBER, order.order().number().value(), order))
                .toList();
    }

    private Mono<List<SimilarMatch>> parcelsOneSlipAway(String number) {
        var numbers = TypoVariants.of(number).stream()
                .flatMap(slip -> OrderQueries.parsed(slip, TrackingNumber::new).stream())
                .toList();
        return reads.byTrackingNumbers(numbers, MOST_NEAR).flatMap(this::ofParcels);
    }

    private Mono<List<SimilarMatch>> parcelsBeginningWith(String number) {
        return reads.byTrackingNumberStart(number, MOST_NEAR).flatMap(this::ofParcels);
    }

    private Mono<List<SimilarMatch>> ofParcels(List<TrackedShipment> parcels) {
        var numbers = new LinkedHashMap<OrderId, String>();
        parcels.forEach(parcel -> parcel.orders().stream()
                .limit(MOST_NEAR)
                .forEach(order ->
                        numbers.putIfAbsent(order, parcel.key().trackingNumber().value())));
        return reads.orders(numbers.keySet())
                .map(found -> numbers.entrySet().stream()
                        .filter(one -> found.containsKey(one.getKey()))
                        .map(one -> new SimilarMatch(
                                MatchedBy.TRACKING_NUMBER,
                                one.getValue(),
                                Objects.requireNonNull(found.get(one.getKey()))))
                        .toList());
    }

    /** What begins with less is half of all there is. */
    private static boolean isLongEnough(String number) {
        return number.length() >= SHORTEST_START;
    }

    private List<Way> ways(String words) {
        var ways = new ArrayList<Way>();
        OrderQueries.parsed(words, OrderNumber::new)
                .ifPresent(number -> ways.add(new Way(MatchedBy.ORDER_NUMBER, number.normalized(), byNumber(number))));
        OrderQueries.parsed(words, TrackingNumber::new)
                .ifPresent(number -> ways.add(new Way(MatchedBy.TRACKING_NUMBER, number.value(), byParcel(number))));
        contacts.phone(words).ifPresent(phone -> ways.add(contact(MatchedBy.PHONE, phone)));
        contacts.email(words).ifPresent(email -> ways.add(contact(MatchedBy.EMAIL, email)));
        if (!words.isEmpty()) {
            ways.add(new Way(MatchedBy.CUSTOMER_ID, words, reads.byTerm(terms.customer(words), MOST_HITS)));
        }
        var name = terms.nameQuery(words);
        if (!name.isEmpty() && words.codePoints().anyMatch(Character::isLetter)) {
            ways.add(new Way(MatchedBy.NAME, words, byName(name)));
        }
        return ways;
    }

    private Way contact(MatchedBy by, Contact contact) {
        return new Way(by, contact.value(), reads.byTerm(terms.owner(contact), MOST_HITS));
    }

    private Mono<List<TrackedOrder>> byNumber(OrderNumber number) {
        return reads.orders(List.of(OrderId.of(number))).map(found -> List.copyOf(found.values()));
    }

    private Mono<List<TrackedOrder>> byParcel(TrackingNumber number) {
        return reads.byTrackingNumber(number, MOST_HITS)
                .map(parcels -> parcels.stream()
                        .flatMap(parcel -> parcel.orders().stream())
                        .distinct()
                        .limit(MOST_HITS)
                        .toList())
                .flatMap(reads::orders)
                .map(found -> List.copyOf(found.values()));
    }

    private Mono<List<TrackedOrder>> byName(List<String> words) {
        return reads.byTerm(words.get(0), words.size() == 1 ? MOST_HITS : MOST_NAMESAKES)
                .map(orders -> orders.stream()
                        .filter(order -> order.index().terms().containsAll(words))
                        .toList());
    }

    private Mono<List<Hit>> hits(List<Matched> matches) {
        Map<OrderId, MatchedBy> why = new LinkedHashMap<>();
        Map<OrderId, TrackedOrder> orders = new LinkedHashMap<>();
        for (var match : matches) {
            match.orders().stream()
                    .sorted(Comparator.comparing(
                                    (TrackedOrder order) -> order.order().placedAt())
                            .reversed())
                    .filter(order -> orders.size() < MOST_HITS)
                    .forEach(order -> {
                        why.putIfAbsent(order.id(), match.by());
                        orders.putIfAbsent(order.id(), order);
                    });
        }
        var people = vault.decryptor(orders.values().stream()
                .map(o -> o.order().personId())
                .distinct()
                .toList());
        var parcels = reads.shipments(orders.values().stream()
                .flatMap(order -> order.order().shipments().stream())
                .distinct()
                .toList());
        return Mono.zip(
                people,
                parcels,
                (decryptor, known) -> orders.values().stream()
                        .map(order -> {
                            var person = decryptor
                                    .decrypt(OrderQueries.sealed(order))
                                    .orElse(null);
                            var view = new OrderViewAssembler(Audience.SUPPORT, clock.instant())
                                    .order(order, known, person);
                            var by = why.getOrDefault(order.id(), MatchedBy.ORDER_NUMBER);
                            return hit(view, by);
                        })
                        .toList());
    }

    private static Hit hit(OrderView view, MatchedBy by) {
        var index = view.summary().shipment();
        return new Hit(
                view.orderNumber(),
                view.placedAt(),
                by,
                view.customer() == null ? null : view.customer().name(),
                view.summary(),
                index == null ? null : view.shipments().get(index).eta());
    }

    private record Way(MatchedBy by, String as, Mono<List<TrackedOrder>> orders) {}

    private record Matched(MatchedBy by, List<TrackedOrder> orders) {}

    private record SimilarMatch(MatchedBy by, String number, TrackedOrder order) {}
}
