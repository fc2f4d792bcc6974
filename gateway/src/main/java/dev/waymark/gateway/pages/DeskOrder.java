package dev.waymark.gateway.pages;

import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.gateway.services.OrderView;
import dev.waymark.gateway.services.OrderView.ShipmentView;
import dev.waymark.gateway.services.OrderView.TimelineEntry;
import dev.waymark.gateway.services.SentMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
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

    static DeskOrder of(OrderView order, List<SentMessage> messages, Show show, Dates dates) {
        var page = OrderPage.of(order, Audience.SUPPORT, dates);
        var said = Stream.of(dates.texts().language(), dates.texts().language().other())
                .map(language -> new Said(language, say(order, dates.in(language))))
                .toList();
        var log = Stream.concat(
                        IntStream.range(0, order.shipments().size()).boxed().flatMap(i -> events(order, i, dates)),
                        messages.stream().map(message -> message(message, dates)))
                .filter(show::shows)
                .sorted(Comparator.comparing(LogEntry::at).reversed())
                .toList();
        return new DeskOrder(
                page, said, facts(order, page, dates), person(order, page, dates), parcels(order, page, dates), log);
    }

    private static String say(OrderView order, Dates dates) {
        var texts = dates.texts();
        var page = OrderPage.of(order, Audience.SUPPORT, dates);
        var hello = texts.say(
                "desk.say.hello",
                Map.of("number", order.orderNumber(), "headline", page.main().headline()));
        var parcels = page.parcelCount() < 2
                ? null
                : texts.say(
                        "desk.say.parcels",
                        Map.of(
                                "of", order.headline().of(),
                                "delivered", order.headline().delivered()));
        return Stream.of(hello, page.main().lead().spoken(), parcels)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static List<Fact> facts(OrderView order, OrderPage page, Dates dates) {
        var texts = dates.texts();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(texts.say("desk.placed"), dates.listed(order.placedAt()), false));
        var index = OrderPage.headlined(order);
        var shipment = index < 0 ? null : order.shipments().get(index);
        var promise = Window.of(order.promise());
        if (promise != null) {
            facts.add(new Fact(texts.say("desk.promised"), dates.days(promise), false));
        }
        if (shipment != null) {
            var eta = Window.of(shipment.eta());
            if (eta != null && !page.main().finished()) {
                facts.add(new Fact(texts.say("desk.expected"), dates.days(eta), false));
            }
            if (!shipment.finished() && (promise != null || eta != null)) {
                facts.add(new Fact(
                        texts.say("desk.verdict"),
                        texts.say(shipment.late() ? "desk.verdict.late" : "desk.verdict.ontime"),
                        shipment.late()));
            }
            if (shipment.lastScanAt() != null) {
                facts.add(new Fact(texts.say("desk.scan"), dates.ago(shipment.lastScanAt()), false));
            }
        }
        return List.copyOf(facts);
    }

    private static List<Fact> person(OrderView order, OrderPage page, Dates dates) {
        var texts = dates.texts();
        var customer = order.customer();
        var values = new LinkedHashMap<String, @Nullable String>();
        if (customer != null) {
            values.put("desk.who.name", customer.name());
            values.put("desk.who.phone", customer.phone());
            values.put("desk.who.email", customer.email());
        }
        values.put(
                "desk.who.language",
                Language.of(order.language())
                        .map(language -> language.locale()
                                .getDisplayLanguage(texts.language().locale()))
                        .orElse(order.language()));
        values.put("desk.who.zone", dates.zoneName());
        values.put("desk.who.to", page.destination());
        return values.entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .map(entry -> new Fact(texts.say(entry.getKey()), Objects.requireNonNull(entry.getValue()), false))
                .toList();
    }

    private static List<ParcelFacts> parcels(OrderView order, OrderPage page, Dates dates) {
        if (order.shipments().isEmpty()) {
            return List.of();
        }
        return Stream.concat(Stream.of(page.main()), page.others().stream())
                .sorted(Comparator.comparing(Parcel::ordinal))
                .map(parcel ->
                        new ParcelFacts(parcel, state(order.shipments().get(parcel.ordinal() - 1), parcel, dates)))
                .toList();
    }

    private static String state(ShipmentView shipment, Parcel parcel, Dates dates) {
        var eta = Window.of(shipment.eta());
        return eta == null || shipment.finished() ? parcel.tag() : parcel.tag() + " · " + dates.days(eta);
    }

    private static Stream<LogEntry> events(OrderView order, int index, Dates dates) {
        var shipment = order.shipments().get(index);
        var parcel = order.shipments().size() < 2
                ? null
                : dates.texts()
                        .say(
                                "page.parcel",
                                Map.of("n", index + 1, "of", order.shipments().size()));
        return shipment.timeline().stream().map(entry -> event(entry, shipment, parcel, dates));
    }

    private static LogEntry event(TimelineEntry entry, ShipmentView shipment, @Nullable String parcel, Dates dates) {
        var texts = dates.texts();
        var why = Stream.of(
                        parcel,
                        entry.receivedAt() == null
                                ? null
                                : texts.say("desk.log.heard", Map.of("moment", dates.listed(entry.receivedAt()))),
                        entry.mappingVersion() == null
                                ? null
                                : texts.say("desk.log.mapping", Map.of("version", entry.mappingVersion())),
                        entry.rawId() == null ? null : texts.say("desk.log.raw", Map.of("id", entry.rawId())),
                        zone(entry.zoneQuality(), texts))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new LogEntry(
                entry.occurredAt(),
                Timeline.machine(entry, dates),
                Timeline.when(entry, dates),
                Sign.COURIER,
                entry.kind() == TimelineEntry.Kind.RETRACTED,
                Timeline.what(entry, texts),
                Timeline.place(entry.place(), entry.subStatus(), Audience.SUPPORT),
                Timeline.words(entry, shipment.courier(), Audience.SUPPORT, dates),
                why);
    }

    private static @Nullable String zone(ZoneQuality quality, Texts texts) {
        return switch (quality) {
            case EXPLICIT, FROM_LOCATION -> null;
            case ASSUMED, SUSPECT, DATE_ONLY -> texts.say("desk.log.zone." + quality);
        };
    }

    private static LogEntry message(SentMessage message, Dates dates) {
        var texts = dates.texts();
        var unsent = message.outcome() == SentMessage.Outcome.NOT_SENT;
        var at = message.sentAt() == null ? message.decidedAt() : message.sentAt();
        var why = Stream.of(
                        message.reason() == null ? null : reason(message.reason(), texts),
                        message.recipient() == null
                                ? null
                                : texts.say("desk.masked.to", Map.of("recipient", message.recipient())),
                        message.segments() == null ? null : texts.say("desk.segments", Map.of("n", message.segments())))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        return new LogEntry(
                at,
                dates.machine(at),
                dates.listed(at),
                unsent ? Sign.UNSENT : Sign.SENT,
                false,
                texts.say(outcome(message.outcome()), Map.of("what", subject(message, texts))),
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

    static String subject(SentMessage message, Texts texts) {
        var kind = "message." + message.kind();
        var what = texts.say(texts.has(kind) ? kind : "message.other");
        return message.channel() == null ? what : texts.say("desk.channel." + message.channel()) + ", " + what;
    }

    private static String reason(String reason, Texts texts) {
        return texts.has("reason." + reason)
                ? texts.say("reason." + reason)
                : texts.say("reason.other", Map.of("reason", reason));
    }
}
