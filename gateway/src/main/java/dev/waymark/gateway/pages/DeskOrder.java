package dev.waymark.gateway.pages;

import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.SentMessage;
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
 * @param said the sentence in each language, the operator's own first
 */
record DeskOrder(
        OrderPage page,
        List<Said> said,
        List<Fact> facts,
        List<Fact> person,
        List<ParcelFacts> parcels,
        List<LogEntry> log) {

    /** What to say to the caller. */
    record Said(Language language, String text) {}

    /** A name and a value; {@code alarming} for what should catch the eye. */
    record Fact(String name, String value, boolean alarming) {}

    /** One parcel in short. */
    record ParcelFacts(Parcel parcel, String state) {}

    /** Whose line of the log it is. */
    enum Sign {
        COURIER,
        SENT,
        UNSENT;

        /** As a CSS class and in text keys. */
        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the log is narrowed to. */
    enum Show {
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
                case COURIER -> entry.sign() == Sign.COURIER;
                case MESSAGES -> entry.sign() != Sign.COURIER;
                case UNSENT -> entry.sign() == Sign.UNSENT;
            };
        }

        static Show of(@Nullable String code) {
            return Stream.of(values())
                    .filter(show -> show.code().equals(code))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    /** One line: an event of a courier, or a decision about a message. */
    record LogEntry(
            Instant at,
            String machine,
            String when,
            Sign sign,
            boolean withdrawn,
            String what,
            @Nullable String where,
            Timeline.@Nullable Words words,
            String why) {}

    public boolean late() {
        return facts.stream().anyMatch(Fact::alarming);
    }

    static DeskOrder of(OrderView order, List<SentMessage> messages, Show show, LocalizedContext context) {
        var page = OrderPage.of(order, Audience.SUPPORT, context);
        var language = context.messages().language();
        var said = Stream.concat(Stream.of(language), language.others().stream())
                .map(each -> new Said(each, say(order, context.in(each))))
                .toList();
        var log = Stream.concat(
                        IntStream.range(0, order.shipments().size()).boxed().flatMap(i -> events(order, i, context)),
                        messages.stream().map(message -> message(message, context)))
                .filter(show::shows)
                .sorted(Comparator.comparing(LogEntry::at).reversed())
                .toList();
        return new DeskOrder(
                page,
                said,
                facts(order, page, context),
                person(order, page, context),
                parcels(order, page, context),
                log);
    }

    private static String say(OrderView order, LocalizedContext context) {
        var messages = context.messages();
        var page = OrderPage.of(order, Audience.SUPPORT, context);
        var hello = messages.get(
                "desk.say.hello",
                Map.of("number", order.orderNumber(), "headline", page.main().headline()));
        var parcels = page.parcelCount() < 2
                ? null
                : messages.get(
                        "desk.say.parcels",
                        Map.of(
                                "of", order.summary().of(),
                                "delivered", order.summary().delivered()));
        return Stream.of(hello, page.main().lead().spoken(), parcels)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static List<Fact> facts(OrderView order, OrderPage page, LocalizedContext context) {
        var messages = context.messages();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(messages.get("desk.placed"), context.listed(order.placedAt()), false));
        var index = OrderPage.headlined(order);
        var shipment = index < 0 ? null : order.shipments().get(index);
        var promise = DeliveryWindow.of(order.promise());
        if (promise != null) {
            facts.add(new Fact(messages.get("desk.promised"), context.days(promise), false));
        }
        if (shipment != null) {
            var eta = DeliveryWindow.of(shipment.eta());
            if (eta != null && !page.main().finished()) {
                facts.add(new Fact(messages.get("desk.expected"), context.days(eta), false));
            }
            if (!shipment.finished() && (promise != null || eta != null)) {
                facts.add(new Fact(
                        messages.get("desk.verdict"),
                        messages.get(shipment.late() ? "desk.verdict.late" : "desk.verdict.ontime"),
                        shipment.late()));
            }
            if (shipment.lastScanAt() != null) {
                facts.add(new Fact(messages.get("desk.scan"), context.ago(shipment.lastScanAt()), false));
            }
        }
        return List.copyOf(facts);
    }

    private static List<Fact> person(OrderView order, OrderPage page, LocalizedContext context) {
        var messages = context.messages();
        var customer = order.customer();
        var values = new LinkedHashMap<String, @Nullable String>();
        if (customer != null) {
            values.put("desk.who.name", customer.name());
            values.put("desk.who.phone", customer.phone());
            values.put("desk.who.email", customer.email());
        }
        values.put(
                "desk.who.language",
                Locale.forLanguageTag(order.language())
                        .getDisplayLanguage(messages.language().locale()));
        values.put("desk.who.zone", context.zoneName());
        values.put("desk.who.to", page.destination());
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> new Fact(messages.get(entry.getKey()), Objects.requireNonNull(entry.getValue()), false))
                .toList();
    }

    private static List<ParcelFacts> parcels(OrderView order, OrderPage page, LocalizedContext context) {
        if (order.shipments().isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(page.main()), page.others().stream())
                .sorted(Comparator.comparing(Parcel::ordinal))
                .map(parcel ->
                        new ParcelFacts(parcel, state(order.shipments().get(parcel.ordinal() - 1), parcel, context)))
                .toList();
    }

    private static String state(ShipmentView shipment, Parcel parcel, LocalizedContext context) {
        var eta = DeliveryWindow.of(shipment.eta());
        return eta == null || shipment.finished() ? parcel.tag() : parcel.tag() + " · " + context.days(eta);
    }

    private static Stream<LogEntry> events(OrderView order, int index, LocalizedContext context) {
        var shipment = order.shipments().get(index);
        var parcel = order.shipments().size() < 2
                ? null
                : context.messages()
                        .get(
                                "page.parcel",
                                Map.of("n", index + 1, "of", order.shipments().size()));
        return shipment.timeline().stream().map(entry -> event(entry, shipment, parcel, context));
    }

    private static LogEntry event(
            TimelineEntry entry, ShipmentView shipment, @Nullable String parcel, LocalizedContext context) {
        var messages = context.messages();
        var why = Stream.of(
                        parcel,
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
                Sign.COURIER,
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
                unsent ? Sign.UNSENT : Sign.SENT,
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

    static String subject(SentMessage message, MessageBundle messages) {
        var kind = "message." + message.kind();
        var what = messages.get(messages.has(kind) ? kind : "message.other");
        return message.channel() == null ? what : messages.get("desk.channel." + message.channel()) + ", " + what;
    }

    private static String reason(String reason, MessageBundle messages) {
        return messages.has("reason." + reason)
                ? messages.get("reason." + reason)
                : messages.get("reason.other", Map.of("reason", reason));
    }
}
