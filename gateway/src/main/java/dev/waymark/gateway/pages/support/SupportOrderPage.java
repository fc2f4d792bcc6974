package dev.waymark.gateway.pages.support;

import dev.waymark.contract.Channel;
import dev.waymark.contract.MessageKind;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.DeliveryWindow;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.Presentation;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.SentMessages;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.PageText;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.order.ShipmentSection;
import dev.waymark.gateway.pages.order.Timeline;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Support's page of one order: first the sentence to read out to the caller, then everything that happened, also what
 * was not sent and why.
 *
 * @param headlined the parcel that the headline speaks of; absent before there is one
 * @param filter what the log is narrowed to
 */
public record SupportOrderPage(
        OrderPage page,
        OrderView order,
        @Nullable ShipmentView headlined,
        SentMessages sent,
        Filter filter,
        LocalizedContext context) {

    private static final Set<String> REDRIVABLE =
            Stream.of(MessageKind.values()).map(MessageKind::id).collect(Collectors.toUnmodifiableSet());

    /** What to say to the caller. */
    public record Script(Language language, String text) {}

    /** One parcel in short. */
    public record ShipmentState(ShipmentSection shipment, String state) {}

    /** Whose line of the log it is. */
    public enum EntryType {
        COURIER,
        SENT,
        UNSENT
    }

    /** What the log is narrowed to. */
    public enum Filter {
        ALL,
        COURIER,
        MESSAGES,
        UNSENT;

        /** As in {@code ?show=} and in text keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean shows(LogEntry entry) {
            return switch (this) {
                case ALL -> true;
                case COURIER -> entry.sign() == EntryType.COURIER;
                case MESSAGES -> entry.sign() != EntryType.COURIER;
                case UNSENT -> entry.sign() == EntryType.UNSENT;
            };
        }

        static Filter of(@Nullable String code) {
            return Stream.of(values())
                    .filter(show -> show.code().equals(code))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    /**
     * One line: an event of a courier, or a decision about a message.
     *
     * @param redrivable the id of a message that may be sent again
     */
    public record LogEntry(
            Instant at,
            EntryType sign,
            boolean withdrawn,
            Timeline.Entry entry,
            String why,
            @Nullable String redrivable) {}

    /** An address that nothing is sent to. */
    public record SuppressedAddress(Channel channel, String recipient, String why) {}

    static SupportOrderPage of(OrderView order, SentMessages sent, Filter filter, LocalizedContext context) {
        var page = OrderPage.of(order, Audience.SUPPORT, context);
        return new SupportOrderPage(page, order, OrderPage.headlinedShipment(order), sent, filter, context);
    }

    public List<Filter> filters() {
        return List.of(Filter.values());
    }

    /** The sentence in each language, the operator's own first. */
    public List<Script> scripts() {
        var language = messages().language();
        return Stream.concat(Stream.of(language), language.others().stream())
                .map(each -> new Script(each, script(context.in(each))))
                .toList();
    }

    private String script(LocalizedContext spoken) {
        var said = OrderPage.of(order, Audience.SUPPORT, spoken);
        var hello = spoken.messages()
                .get(
                        "desk.say.hello",
                        Map.of(
                                "number",
                                order.orderNumber(),
                                "headline",
                                said.main().headline()));
        var shipments = order.shipments().size() < 2
                ? ""
                : spoken.messages()
                        .get(
                                "desk.say.parcels",
                                Map.of(
                                        "of", order.summary().of(),
                                        "delivered", order.summary().delivered()));
        return String.join(" ", hello, said.main().lead().spoken(), shipments).strip();
    }

    public @Nullable String promised() {
        var promise = DeliveryWindow.of(order.promise());
        return promise == null ? null : context.days(promise);
    }

    /** When the parcel that is under way is expected. */
    public @Nullable String expected() {
        return expected(order.summary().presentation());
    }

    private @Nullable String expected(Presentation facts) {
        var arrival = facts.arrival();
        return arrival == null || arrival.window() == null ? null : context.days(arrival.window());
    }

    public boolean isLate() {
        return isVerdictKnown() && headlined != null && headlined.late();
    }

    /** Whether there is a day to be late for. */
    public boolean isVerdictKnown() {
        return headlined != null && !headlined.finished() && (order.promise() != null || headlined.eta() != null);
    }

    /** Masked; absent when the shop stated none. */
    public @Nullable String address(Channel channel) {
        var customer = order.customer();
        return customer == null ? null : customer.addresses().get(channel);
    }

    public String spokenLanguage() {
        return Locale.forLanguageTag(order.language())
                .getDisplayLanguage(messages().language().locale());
    }

    public List<ShipmentState> shipments() {
        if (headlined == null) {
            return List.of();
        }
        return Stream.concat(Stream.of(page.main()), page.others().stream())
                .sorted(Comparator.comparing(ShipmentSection::ordinal))
                .map(section -> new ShipmentState(section, state(section)))
                .toList();
    }

    private String state(ShipmentSection section) {
        var facts = order.shipments().get(section.ordinal() - 1).presentation();
        return PageText.line(section.tag(), expected(facts));
    }

    /** What couriers told us and what we sent, newest first. */
    public List<LogEntry> log() {
        return Stream.of(
                        IntStream.range(0, order.shipments().size()).boxed().flatMap(this::events),
                        formerShipments().stream().flatMap(this::formerEvents),
                        sent.messages().stream().map(this::decision))
                .flatMap(entries -> entries)
                .filter(filter::shows)
                .sorted(Comparator.comparing(LogEntry::at).reversed())
                .toList();
    }

    private Stream<LogEntry> events(int index) {
        var shipment = order.shipments().get(index);
        var of = order.shipments().size();
        return events(shipment, of < 2 ? null : messages().get("page.parcel", Map.of("n", index + 1, "of", of)));
    }

    /** Those that the shop detached, which the customer sees nothing of. */
    public List<ShipmentView> formerShipments() {
        return Objects.requireNonNullElse(order.formerShipments(), List.of());
    }

    private Stream<LogEntry> formerEvents(ShipmentView shipment) {
        return events(shipment, messages().get("desk.log.detached", Map.of("number", shipment.trackingNumber())));
    }

    private Stream<LogEntry> events(ShipmentView shipment, @Nullable String label) {
        return shipment.timeline().stream()
                .map(entry -> new LogEntry(
                        entry.occurredAt(),
                        EntryType.COURIER,
                        entry.kind() == TimelineEntry.Kind.RETRACTED,
                        Timeline.entry(entry, shipment.courier(), context),
                        source(label, entry),
                        null));
    }

    /** Which parcel it is about, and how we know. */
    private String source(@Nullable String label, TimelineEntry entry) {
        var receivedAt = entry.receivedAt() == null ? null : context.listed(entry.receivedAt());
        return PageText.line(
                label,
                optional("desk.log.heard", "moment", receivedAt),
                optional("desk.log.mapping", "version", entry.mappingVersion()),
                optional("desk.log.raw", "id", entry.rawId()),
                zone(entry.zoneQuality()));
    }

    private @Nullable String zone(ZoneQuality quality) {
        return switch (quality) {
            case EXPLICIT, FROM_LOCATION -> null;
            case ASSUMED, SUSPECT, DATE_ONLY -> messages().get("desk.log.zone." + quality);
        };
    }

    private LogEntry decision(SentMessage message) {
        var line = SentMessageLine.of(message, context);
        var what = messages().get("desk.outcome." + message.outcome(), Map.of("what", line.what()));
        var why = PageText.line(
                message.reason() == null ? null : reason(message.reason()),
                optional("desk.masked.to", "recipient", message.recipient()),
                optional("desk.segments", "n", message.segments()));
        return new LogEntry(
                line.at(),
                message.outcome() == SentMessage.Outcome.NOT_SENT ? EntryType.UNSENT : EntryType.SENT,
                false,
                new Timeline.Entry(line.machine(), line.when(), what, null, null),
                why,
                isRedrivable(message) ? message.id() : null);
    }

    /** What a person asked for, such as a new link, is asked for anew instead. */
    private static boolean isRedrivable(SentMessage message) {
        return switch (message.outcome()) {
            case FAILED, UNCERTAIN -> REDRIVABLE.contains(message.kind());
            case SENT, DELIVERED, NOT_SENT -> false;
        };
    }

    /** The addresses of this order that are written to no more. */
    public List<SuppressedAddress> suppressed() {
        return sent.undeliverable().stream()
                .map(address -> new SuppressedAddress(
                        address.channel(),
                        SentMessageLine.name(address.channel(), messages()) + " " + address.recipient(),
                        messages()
                                .get(
                                        "desk.suppressed.since",
                                        Map.of(
                                                "moment",
                                                context.listed(address.since()),
                                                "reason",
                                                reason(address.reason())))))
                .toList();
    }

    private String reason(String reason) {
        return ReasonText.of(reason, messages());
    }

    private @Nullable String optional(String key, String argument, @Nullable Object value) {
        return value == null ? null : messages().get(key, Map.of(argument, value));
    }

    private MessageBundle messages() {
        return context.messages();
    }
}
