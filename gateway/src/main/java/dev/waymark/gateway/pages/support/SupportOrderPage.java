package dev.waymark.gateway.pages.support;

import dev.waymark.contract.Channel;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.order.ShipmentSection;
import dev.waymark.gateway.pages.order.Timeline;
import dev.waymark.wording.DeliveryWindow;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Support's page of one order: first the sentence to read out to the caller, then everything that happened, also what
 * was not sent and why.
 *
 * @param scripts the sentence in each language, the operator's own first
 */
public record SupportOrderPage(
        OrderPage page,
        List<Script> scripts,
        List<Field> facts,
        List<Field> person,
        List<ShipmentState> shipments,
        List<LogEntry> log) {

    /** What to say to the caller. */
    public record Script(Language language, String text) {}

    /** A name and a value; {@code alarming} for what should catch the eye. */
    public record Field(String name, String value, boolean alarming) {}

    /** One parcel in short. */
    public record ShipmentState(ShipmentSection shipment, String state) {}

    /** Whose line of the log it is. */
    public enum EntryType {
        COURIER,
        SENT,
        UNSENT;

        /** As a CSS class and in text keys. */
        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the log is narrowed to. */
    public enum Filter {
        ALL,
        COURIER,
        MESSAGES,
        UNSENT;

        /** As in {@code ?show=} and in text keys. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
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

    /** One line: an event of a courier, or a decision about a message. */
    public record LogEntry(
            Instant at,
            String machine,
            String when,
            EntryType sign,
            boolean withdrawn,
            String what,
            @Nullable String where,
            Timeline.@Nullable OriginalText words,
            String why) {}

    public boolean late() {
        return facts.stream().anyMatch(Field::alarming);
    }

    public static SupportOrderPage of(
            OrderView order, List<SentMessage> messages, Filter show, LocalizedContext context) {
        var page = OrderPage.of(order, Audience.SUPPORT, context);
        var language = context.messages().language();
        var scripts = Stream.concat(Stream.of(language), language.others().stream())
                .map(each -> new Script(each, say(order, context.in(each))))
                .toList();
        var log = Stream.concat(
                        IntStream.range(0, order.shipments().size()).boxed().flatMap(i -> events(order, i, context)),
                        messages.stream().map(message -> message(message, context)))
                .filter(show::shows)
                .sorted(Comparator.comparing(LogEntry::at).reversed())
                .toList();
        return new SupportOrderPage(
                page,
                scripts,
                facts(order, page, context),
                person(order, page, context),
                shipments(order, page, context),
                log);
    }

    private static String say(OrderView order, LocalizedContext context) {
        var messages = context.messages();
        var page = OrderPage.of(order, Audience.SUPPORT, context);
        var hello = messages.get(
                "desk.say.hello",
                Map.of("number", order.orderNumber(), "headline", page.main().headline()));
        var shipments = page.shipmentCount() < 2
                ? null
                : messages.get(
                        "desk.say.parcels",
                        Map.of(
                                "of", order.summary().of(),
                                "delivered", order.summary().delivered()));
        return Stream.of(hello, page.main().lead().spoken(), shipments)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static List<Field> facts(OrderView order, OrderPage page, LocalizedContext context) {
        var messages = context.messages();
        var facts = new ArrayList<Field>();
        facts.add(new Field(messages.get("desk.placed"), context.listed(order.placedAt()), false));
        var index = OrderPage.headlined(order);
        var shipment = index < 0 ? null : order.shipments().get(index);
        var promise = DeliveryWindow.of(order.promise());
        if (promise != null) {
            facts.add(new Field(messages.get("desk.promised"), context.days(promise), false));
        }
        if (shipment != null) {
            var eta = DeliveryWindow.of(shipment.eta());
            if (eta != null && !page.main().finished()) {
                facts.add(new Field(messages.get("desk.expected"), context.days(eta), false));
            }
            if (!shipment.finished() && (promise != null || eta != null)) {
                facts.add(new Field(
                        messages.get("desk.verdict"),
                        messages.get(shipment.late() ? "desk.verdict.late" : "desk.verdict.ontime"),
                        shipment.late()));
            }
            if (shipment.lastScanAt() != null) {
                facts.add(new Field(messages.get("desk.scan"), context.ago(shipment.lastScanAt()), false));
            }
        }
        return List.copyOf(facts);
    }

    private static List<Field> person(OrderView order, OrderPage page, LocalizedContext context) {
        var messages = context.messages();
        var customer = order.customer();
        var values = new LinkedHashMap<String, @Nullable String>();
        if (customer != null) {
            values.put("desk.who.name", customer.name());
            values.put("desk.who.phone", customer.addresses().get(Channel.SMS));
            values.put("desk.who.email", customer.addresses().get(Channel.EMAIL));
        }
        values.put(
                "desk.who.language",
                Locale.forLanguageTag(order.language())
                        .getDisplayLanguage(messages.language().locale()));
        values.put("desk.who.zone", context.zoneName());
        values.put("desk.who.to", page.destination());
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> new Field(messages.get(entry.getKey()), Objects.requireNonNull(entry.getValue()), false))
                .toList();
    }

    private static List<ShipmentState> shipments(OrderView order, OrderPage page, LocalizedContext context) {
        if (order.shipments().isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(page.main()), page.others().stream())
                .sorted(Comparator.comparing(ShipmentSection::ordinal))
                .map(section -> new ShipmentState(
                        section, state(order.shipments().get(section.ordinal() - 1), section, context)))
                .toList();
    }

    private static String state(ShipmentView shipment, ShipmentSection section, LocalizedContext context) {
        var eta = DeliveryWindow.of(shipment.eta());
        return eta == null || shipment.finished() ? section.tag() : section.tag() + " · " + context.days(eta);
    }

    private static Stream<LogEntry> events(OrderView order, int index, LocalizedContext context) {
        var shipment = order.shipments().get(index);
        var label = order.shipments().size() < 2
                ? null
                : context.messages()
                        .get(
                                "page.parcel",
                                Map.of("n", index + 1, "of", order.shipments().size()));
        return shipment.timeline().stream().map(entry -> event(entry, shipment, label, context));
    }

    private static LogEntry event(
            TimelineEntry entry, ShipmentView shipment, @Nullable String label, LocalizedContext context) {
        var messages = context.messages();
        var why = Stream.of(
                        label,
                        entry.receivedAt() == null
                                ? null
                                : messages.get("desk.log.heard", Map.of("moment", context.listed(entry.receivedAt()))),
                        entry.mappingVersion() == null
                                ? null
                                : messages.get("desk.log.mapping", Map.of("version", entry.mappingVersion())),
                        entry.rawId() == null ? null : messages.get("desk.log.raw", Map.of("id", entry.rawId())),
                        zone(entry.zoneQuality(), messages))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new LogEntry(
                entry.occurredAt(),
                Timeline.machine(entry, context),
                Timeline.when(entry, context),
                EntryType.COURIER,
                entry.kind() == TimelineEntry.Kind.RETRACTED,
                Timeline.what(entry, messages),
                Timeline.place(entry.place(), entry.subStatus(), Audience.SUPPORT),
                Timeline.words(entry, shipment.courier(), Audience.SUPPORT, context),
                why);
    }

    private static @Nullable String zone(ZoneQuality quality, MessageBundle messages) {
        return switch (quality) {
            case EXPLICIT, FROM_LOCATION -> null;
            case ASSUMED, SUSPECT, DATE_ONLY -> messages.get("desk.log.zone." + quality);
        };
    }

    private static LogEntry message(SentMessage message, LocalizedContext context) {
        var messages = context.messages();
        var unsent = message.outcome() == SentMessage.Outcome.NOT_SENT;
        var at = message.sentAt() == null ? message.decidedAt() : message.sentAt();
        var why = Stream.of(
                        message.reason() == null ? null : reason(message.reason(), messages),
                        message.recipient() == null
                                ? null
                                : messages.get("desk.masked.to", Map.of("recipient", message.recipient())),
                        message.segments() == null
                                ? null
                                : messages.get("desk.segments", Map.of("n", message.segments())))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new LogEntry(
                at,
                context.machine(at),
                context.listed(at),
                unsent ? EntryType.UNSENT : EntryType.SENT,
                false,
                messages.get(outcome(message.outcome()), Map.of("what", subject(message, messages))),
                null,
                null,
                why);
    }

    private static String outcome(SentMessage.Outcome outcome) {
        return switch (outcome) {
            case SENT -> "desk.sent";
            case FAILED -> "desk.failed";
            case UNCERTAIN -> "desk.uncertain";
            case NOT_SENT -> "desk.unsent";
        };
    }

    public static String subject(SentMessage message, MessageBundle messages) {
        var kind = "message." + message.kind();
        var what = messages.get(messages.has(kind) ? kind : "message.other");
        return message.channel() == null ? what : channelName(message.channel(), messages) + ", " + what;
    }

    /** In the reader's words; the brand's name for those that have none. */
    private static String channelName(Channel channel, MessageBundle messages) {
        var key = "desk.channel." + channel;
        return messages.has(key)
                ? messages.get(key)
                : channel.name().charAt(0) + channel.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static String reason(String reason, MessageBundle messages) {
        return messages.has("reason." + reason)
                ? messages.get("reason." + reason)
                : messages.get("reason.other", Map.of("reason", reason));
    }
}
