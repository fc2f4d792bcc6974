package dev.waymark.resilience;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.orders.domain.KnownCheckpoint;
import dev.waymark.orders.domain.Shipment;
import dev.waymark.orders.domain.ShipmentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The invariants, each a question to what was seen of a run. An answer names what breaks it; where nothing does, there is
 * none. Nothing here knows which faults there were, but when an instance crashed.
 */
final class Oracle {

    /** How long the result of a provider's call may take to be recorded on a busy machine: until then a crash is one inside the call. */
    private static final Duration RECORDED_WITHIN = Duration.ofSeconds(3);

    private final Evidence seen;

    Oracle(Evidence seen) {
        this.seen = seen;
    }

    List<String> violations() {
        return Stream.of(
                        everythingIsAcknowledgedInTheEnd(),
                        whatWasAcknowledgedIsInTheLogAndInTheReadModel(),
                        nothingIsProjectedTwice(),
                        eachShipmentIsTheFoldOfItsEvents(),
                        nobodyGetsAMessageTwice(),
                        trueNewsIsTold(),
                        openPagesMoveForwardAndMissNothing(),
                        deadLettersAreThePoisonAndAllOfIt())
                .flatMap(Function.identity())
                .toList();
    }

    /** A shop or a courier that goes on asking is heard. */
    private Stream<String> everythingIsAcknowledgedInTheEnd() {
        return violation(seen.unacknowledged() > 0, "requests that were never acknowledged: " + seen.unacknowledged());
    }

    private Stream<String> whatWasAcknowledgedIsInTheLogAndInTheReadModel() {
        var inLog = new HashSet<Parcel.Scan>();
        seen.events()
                .forEach((shipment, events) -> events.stream()
                        .flatMap(event -> event.checkpoints().stream())
                        .forEach(checkpoint -> inLog.add(
                                new Parcel.Scan(shipment, checkpoint.time().occurredAt()))));
        var inReadModel = new HashSet<Parcel.Scan>();
        seen.storedShipments()
                .forEach((shipment, stored) -> stored.shipment()
                        .checkpoints()
                        .forEach(checkpoint -> inReadModel.add(new Parcel.Scan(
                                shipment, checkpoint.checkpoint().time().occurredAt()))));
        var ordersInLog = new HashSet<OrderId>();
        seen.orders().forEach(event -> ordersInLog.add(event.orderId()));
        return Stream.of(
                        missing(seen.promisedScans(), inLog, "scan acknowledged and not in the log"),
                        missing(seen.promisedScans(), inReadModel, "scan acknowledged and not in the read model"),
                        missing(promisedOrders(), ordersInLog, "order acknowledged and not in the log"),
                        missing(promisedOrders(), seen.storedOrders(), "order acknowledged and not in the read model"))
                .flatMap(Function.identity());
    }

    private Set<OrderId> promisedOrders() {
        var ids = new HashSet<OrderId>();
        seen.promisedOrders().keySet().forEach(number -> ids.add(OrderId.of(number)));
        return ids;
    }

    private static <T> Stream<String> missing(Set<T> promised, Set<T> found, String what) {
        return promised.stream().filter(one -> !found.contains(one)).map(one -> what + ": " + one);
    }

    private Stream<String> nothingIsProjectedTwice() {
        var twiceStored = seen.storedShipments().entrySet().stream()
                .filter(stored -> hasDuplicates(
                        stored.getValue().shipment().checkpoints().stream().map(KnownCheckpoint::id)))
                .map(stored -> "a checkpoint is stored twice: " + stored.getKey());
        var reached = milestones()
                .collect(groupingBy(
                        update -> "%s %s %s %d"
                                .formatted(
                                        update.orderId(), update.shipment(), update.milestone(), update.occurrence()),
                        groupingBy(MilestoneReached::id, counting())));
        var twicePublished = reached.entrySet().stream()
                .filter(ids -> ids.getValue().size() > 1)
                .map(ids -> "a milestone is published under several ids: " + ids.getKey());
        return Stream.concat(twiceStored, twicePublished);
    }

    private Stream<MilestoneReached> milestones() {
        return seen.updates().stream()
                .filter(MilestoneReached.class::isInstance)
                .map(MilestoneReached.class::cast);
    }

    private static boolean hasDuplicates(Stream<?> values) {
        var known = new HashSet<Object>();
        return values.anyMatch(value -> !known.add(value));
    }

    private Stream<String> eachShipmentIsTheFoldOfItsEvents() {
        return seen.events().entrySet().stream()
                .filter(log -> {
                    var stored = seen.storedShipments().get(log.getKey());
                    return stored == null || !stored.shipment().equals(fold(log.getKey(), log.getValue()));
                })
                .map(log -> "the stored shipment differs from the fold of its events: " + log.getKey());
    }

    private static Shipment fold(ShipmentKey key, List<TrackingEvent> events) {
        return Shipment.empty(key).applyAll(events).shipment();
    }

    /** One copy; of an e-mail one more for each crash inside its call, which bears the same id. */
    private Stream<String> nobodyGetsAMessageTwice() {
        return seen.messages().stream()
                .filter(message -> !message.key().kind().equals(Messages.SIGN_IN_CODE))
                .collect(groupingBy(Messages.Taken::key))
                .entrySet()
                .stream()
                .flatMap(copies -> duplicates(copies.getKey(), copies.getValue()));
    }

    private Stream<String> duplicates(Messages.Key key, List<Messages.Taken> copies) {
        var inOrder = copies.stream()
                .sorted(Comparator.comparing(Messages.Taken::takenAt))
                .toList();
        var ids = inOrder.stream().map(Messages.Taken::id).distinct().count();
        var unexplained = inOrder.subList(0, inOrder.size() - 1).stream()
                .filter(copy -> key.channel() != Channel.EMAIL || !endedInACrash(copy))
                .count();
        return Stream.of(
                        violation(key.kind().equals(Messages.UNKNOWN), "a message of no known kind: " + key),
                        violation(ids > 1, "%d messages of different ids: %s".formatted(ids, key)),
                        violation(
                                unexplained > 0,
                                "%d copies without a crash in the call before: %s".formatted(unexplained, key)))
                .flatMap(Function.identity());
    }

    private boolean endedInACrash(Messages.Taken copy) {
        return seen.crashes().stream()
                .filter(crash -> crash.service() == Service.NOTIFICATIONS)
                .map(Cluster.Crash::at)
                .anyMatch(at -> isBetween(
                        at,
                        copy.takenAt().minus(RECORDED_WITHIN),
                        copy.answeredAt().plus(RECORDED_WITHIN)));
    }

    private static boolean isBetween(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && !at.isAfter(until);
    }

    /**
     * That an order was placed, and where its shipment is now, nothing supersedes: each of its channels has it. Unless it is
     * recorded as uncertain, for all to see.
     */
    private Stream<String> trueNewsIsTold() {
        var told = new HashSet<Messages.Key>();
        seen.messages().forEach(message -> told.add(message.key()));
        return seen.promisedOrders().values().stream()
                .flatMap(parcel -> Stream.concat(placed(parcel), arrived(parcel))
                        .filter(news -> !told.contains(news))
                        .filter(news -> !seen.uncertain()
                                .contains("%s %s %s".formatted(orderId(parcel), news.channel(), news.kind())))
                        .map(news -> "true news not told: %s of %s".formatted(news, parcel.shipment())));
    }

    private Stream<Messages.Key> placed(Parcel parcel) {
        var isOver = status(parcel).filter(ShipmentStatus::finished).isPresent();
        return isOver
                ? Stream.empty()
                : parcel.order().customer().channels().stream()
                        .map(channel -> news(parcel, channel, MessageKind.PLACED));
    }

    private Stream<Messages.Key> arrived(Parcel parcel) {
        return status(parcel).stream()
                .flatMap(status -> status.subStatus().message().stream()
                        .filter(kind -> kind != MessageKind.ACCEPTED)
                        .filter(kind -> kind != MessageKind.DELIVERED || !isOldNews(parcel, status))
                        .flatMap(kind -> channels(parcel, kind).map(channel -> news(parcel, channel, kind))));
    }

    private Optional<ShipmentStatus> status(Parcel parcel) {
        return Optional.ofNullable(seen.events().get(parcel.shipment()))
                .flatMap(events -> fold(parcel.shipment(), events).status());
    }

    /** Nobody is written to about a delivery that was known before the first look. */
    private boolean isOldNews(Parcel parcel, ShipmentStatus status) {
        return milestones()
                .filter(update -> update.orderId().equals(orderId(parcel)))
                .filter(update -> update.milestone() == status.milestone())
                .anyMatch(update -> update.origin() == ChangeOrigin.BACKFILL);
    }

    /** Of a delivery only those hear by a channel that costs money who have no other. */
    private static Stream<Channel> channels(Parcel parcel, MessageKind kind) {
        var all = parcel.order().customer().channels();
        return all.stream().filter(channel -> kind != MessageKind.DELIVERED || all.size() == 1 || !channel.isMetered());
    }

    private static Messages.Key news(Parcel parcel, Channel channel, MessageKind kind) {
        var address = parcel.order().customer().allAddresses().getOrDefault(channel, "");
        return new Messages.Key(channel, address, kind.id());
    }

    private static OrderId orderId(Parcel parcel) {
        return OrderId.of(parcel.order().orderNumber());
    }

    private Stream<String> openPagesMoveForwardAndMissNothing() {
        return seen.pages().stream()
                .flatMap(page -> Stream.concat(
                        violation(!isIncreasing(page.versions()), "a page went back: " + page),
                        violation(
                                page.versions().isEmpty() || !page.shown().equals(page.current()),
                                "a page shows not how things stand: " + page)));
    }

    private static boolean isIncreasing(List<Long> versions) {
        return versions.stream().sorted().distinct().toList().equals(versions);
    }

    private Stream<String> deadLettersAreThePoisonAndAllOfIt() {
        return Stream.concat(
                missing(seen.deadLetters(), seen.poison(), "a well-formed record is among the dead letters"),
                missing(seen.poison(), seen.deadLetters(), "poison was skipped and not parked"));
    }

    private static Stream<String> violation(boolean isOne, String what) {
        return isOne ? Stream.of(what) : Stream.empty();
    }

    /** In figures, what was looked at. */
    Map<String, Integer> figures() {
        var duplicates = seen.messages().size()
                - (int) seen.messages().stream()
                        .map(Messages.Taken::key)
                        .distinct()
                        .count();
        return Map.of(
                "orders", seen.promisedOrders().size(),
                "scans", seen.promisedScans().size(),
                "events", seen.events().values().stream().mapToInt(List::size).sum(),
                "messages", seen.messages().size(),
                "duplicates", duplicates,
                "uncertain", seen.uncertain().size(),
                "crashes", seen.crashes().size(),
                "poison", seen.poison().size(),
                "pages", seen.pages().size());
    }
}
