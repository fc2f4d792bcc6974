package dev.waymark.contract.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.waymark.contract.Channel;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.ContactAnswer.ChannelContact;
import dev.waymark.contract.view.OrderView.CustomerView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.OrderView.Summary;
import dev.waymark.contract.view.OrderView.TimelineEntry;
import dev.waymark.contract.view.SearchResult.MatchedBy;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service of the release before answers, as it wrote it: the services of one deployment are replaced one by one. A
 * file here changes only when the release that wrote it is no longer in use.
 */
class ViewCorpusTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOON = Samples.NOON;
    private static final Place PLACE = new Place("Казань", "Татарстан", "RU", "Казань-7");
    private static final Details DETAILS = new Details(
            ReturnReason.UNCLAIMED,
            DelayReason.CUSTOMS,
            2,
            LocalDate.parse("2027-05-19"),
            true,
            "FedEx",
            new TrackingNumber("7777"));
    private static final Eta ETA = new Eta(
            LocalDate.parse("2027-05-14"),
            LocalDate.parse("2027-05-14"),
            LocalTime.parse("14:00"),
            LocalTime.parse("18:00"),
            Eta.Source.COURIER,
            NOON);

    static Stream<Arguments> corpus() {
        var letter = new DeadLetter(
                "orders.group-0@7", "orders", "group", 3, 42, NOON, "unreadable", 120, true, 2, NOON.plusSeconds(1));
        var order = order();
        var guest = guest();
        var contact = new ContactAnswer(
                order.orderId(),
                new OrderNumber("10042"),
                "Анна Петрова",
                "ru",
                "Europe/Moscow",
                Map.of(
                        Channel.EMAIL, new ChannelContact("anna@example.com", true, "EMAILTOKEN0123456789"),
                        Channel.SMS, new ChannelContact("+79161234542", true, "SMSTOKEN01234567")),
                order);
        var candidate = new CourierCandidate(
                new CourierCode("easypost"),
                new CourierCode("ups"),
                "UPS",
                "UPS",
                CheckDigit.RIGHT,
                1.0,
                "UPS United States Ground",
                "It has the form UPS.");
        var warnings = List.of(new Violation(
                "/shipments/0/trackingNumber", "check-digit-wrong", "It is taken as it is.", List.of(candidate)));
        var shipments = List.of(new ShipmentKey(Samples.CDEK, new TrackingNumber("10112345678")));
        var waiting = new QuarantineEntry("raw1", Samples.CDEK, NOON, "no time", 512, 3, null);
        return Stream.of(
                Arguments.of(
                        "placed-order",
                        new PlacedOrder(order.orderId(), new OrderNumber("10042"), shipments, warnings, null)),
                Arguments.of(
                        "placed-order-with-link",
                        new PlacedOrder(
                                order.orderId(),
                                new OrderNumber("10042"),
                                shipments,
                                warnings,
                                new CustomerLink("/t/SHOPTOKEN0123456789ABCDE"))),
                Arguments.of("detached-shipment", new DetachedShipment(new OrderNumber("10042"), shipments.getFirst())),
                Arguments.of("changed-order", new ChangedOrder(new OrderNumber("10042"), warnings)),
                Arguments.of(
                        "order-cancellation", new OrderView.Cancellation(true, List.of(new OrderLine(1, 1)), NOON)),
                Arguments.of("order-stated-state", new OrderView.StatedState(OrderState.PACKED, NOON)),
                Arguments.of("shop-order-outcome", ShopOrderOutcome.of("10042", 3, 17, warnings, warnings, NOON)),
                Arguments.of(
                        "shop-couriers",
                        new ShopCouriers(List.of(
                                new ShopCouriers.ShopCourier(new CourierCode("cdek"), "CDEK", true),
                                new ShopCouriers.ShopCourier(new CourierCode("easypost"), null, true)))),
                Arguments.of("attached-shipments", new AttachedShipments(shipments, warnings)),
                Arguments.of("revoked-links", new RevokedLinks(new OrderNumber("10042"))),
                Arguments.of(
                        "courier-candidates",
                        new CourierCandidates(
                                CourierCandidates.Verdict.CLEAR, new CourierCode("easypost"), List.of(candidate))),
                Arguments.of("order-view", order),
                Arguments.of("order-view-guest", guest),
                Arguments.of("shipment-view", order.shipments().get(0)),
                Arguments.of("presentation", presentation()),
                Arguments.of("order-page", new OrderPage(List.of(guest), "cursor1", null)),
                Arguments.of("opened-link", new OpenedLink(order.orderId(), guest, NOON)),
                Arguments.of("order-lookup", new OrderLookup(order.orderId(), "EMAILTOKEN0123456789")),
                Arguments.of("lookup-request", new LookupRequest("10042", "anna@example.com")),
                Arguments.of("link-request", new LinkRequest("EMAILTOKEN0123456789")),
                Arguments.of("contact-request", new ContactRequest("anna@example.com")),
                Arguments.of("search-request", new SearchRequest("10042")),
                Arguments.of("resolved-person", new ResolvedPerson("ref1", Channel.EMAIL, "anna@example.com", true)),
                Arguments.of("search-result", searchResult(order)),
                Arguments.of("contact-answer", contact),
                Arguments.of("renewed-link", new RenewedLink(contact, Channel.SMS, NOON)),
                Arguments.of("code-request", new CodeRequest(Channel.EMAIL, "anna@example.com", "123456", "ru", 10)),
                Arguments.of("sent-messages", sentMessages()),
                Arguments.of("message-selection", new MessageSelection(order.orderId(), "m1", "smtp-rcpt-5.7", NOON)),
                Arguments.of("redriven-messages", new RedrivenMessages(3)),
                Arguments.of(
                        "failed-messages",
                        new FailedMessages(List.of(new FailedMessages.ReasonCount("smtp-rcpt-5.7", 3, 1)))),
                Arguments.of("lift-request", new LiftRequest(Channel.EMAIL)),
                Arguments.of("lifted-address", new LiftedAddress(true)),
                Arguments.of(
                        "dead-letter-page",
                        new DeadLetterPage(
                                List.of(letter),
                                "2027-05-12T09:00:00Z~orders.group-0@7",
                                3,
                                List.of(new DeadLetterPage.WaitingCount("orders", "group", "unreadable", 3)),
                                true)),
                Arguments.of("dead-letter-content", new DeadLetterContent(letter, "{}")),
                Arguments.of(
                        "redriven-dead-letter",
                        new RedrivenDeadLetter(letter.id(), RedrivenDeadLetter.Outcome.INCOMPLETE)),
                Arguments.of("redriven-dead-letters", new RedrivenDeadLetters(2, 1, 3, "2027-05-12T09:00:00Z~x")),
                Arguments.of("requested-message", new RequestedMessage(SentMessage.Outcome.UNCERTAIN)),
                Arguments.of(
                        "quarantine-page",
                        new QuarantinePage(
                                List.of(
                                        waiting,
                                        new QuarantineEntry(
                                                "raw2",
                                                new CourierCode("dhl"),
                                                NOON,
                                                "no time",
                                                512,
                                                1,
                                                NOON.plusSeconds(9))),
                                "2027-05-12T09:00:00Z~raw2",
                                4,
                                Map.of("cdek", 4),
                                true)),
                Arguments.of(
                        "quarantined-payload",
                        new QuarantinedPayload(waiting, Map.of("content-type", "application/json"), "{\"a\":\"···\"}")),
                Arguments.of(
                        "replay-published",
                        new ReplayResponse("raw1", ReplayResponse.Outcome.PUBLISHED, null, 2, List.of("77"), null)),
                Arguments.of(
                        "replay-nothing-new",
                        new ReplayResponse("raw1", ReplayResponse.Outcome.IGNORED, "type PING", null, null, null)),
                Arguments.of(
                        "replay-unreadable",
                        new ReplayResponse("raw1", ReplayResponse.Outcome.UNMAPPABLE, "no time", null, null, null)),
                Arguments.of(
                        "replay-already-settled",
                        new ReplayResponse("raw1", ReplayResponse.Outcome.ALREADY_RESOLVED, null, null, null, NOON)),
                Arguments.of(
                        "replay-not-connected",
                        new ReplayResponse("raw1", ReplayResponse.Outcome.NOT_CONNECTED, null, null, null, null)),
                Arguments.of(
                        "replay-all",
                        new ReplayAllResponse(1, 2, 3, 4, Map.of("no time", 3), 5, "2027-05-12T09:00:00Z~raw2")),
                Arguments.of(
                        "courier-list",
                        new CourierList(
                                List.of(
                                        new CourierList.CourierState(Samples.CDEK, true, 1, 2, Map.of("77", 3L)),
                                        new CourierList.CourierState(new CourierCode("dhl"), false, 1, null, Map.of())),
                                "cdek.yaml:3: …")),
                Arguments.of("shadow-report", shadowReport()),
                Arguments.of("dry-run-request", new DryRunRequest("cdek", "courier: cdek", "{}", Map.of("x-a", "b"))),
                Arguments.of(
                        "dry-run-tracked",
                        new DryRunResponse(
                                DryRunResponse.Outcome.MAPPED,
                                "cdek/1",
                                List.of(Samples.accepted("10112345678")),
                                List.of("77"),
                                null,
                                List.of())),
                Arguments.of(
                        "dry-run-unreadable",
                        new DryRunResponse(
                                DryRunResponse.Outcome.UNMAPPABLE,
                                "cdek/1",
                                List.of(),
                                List.of(),
                                "no time",
                                List.of())),
                Arguments.of(
                        "dry-run-invalid",
                        new DryRunResponse(
                                DryRunResponse.Outcome.MAPPING_INVALID,
                                null,
                                List.of(),
                                List.of(),
                                null,
                                List.of(new DryRunResponse.MappingMistake("cdek.yaml", 3, 5, "a list")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void anAnswerOfTheReleaseBeforeIsRead(String name, Object view) throws IOException {
        assertThat(JSON.readValue(file(name), view.getClass())).isEqualTo(view);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void whatOneServiceWritesAnotherReads(String name, Object view) {
        assertThat(JSON.readValue(JSON.writeValueAsString(view), view.getClass()))
                .isEqualTo(view);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void aFieldOfALaterReleaseIsIgnored(String name, Object view) throws IOException {
        var later = file(name).replaceFirst("\\{", "{\"fieldOfALaterRelease\":{\"a\":[1]},");

        assertThat(JSON.readValue(later, view.getClass())).isEqualTo(view);
    }

    @Test
    void everyRecordThatServicesExchangeIsInTheCorpus() {
        var inCorpus = corpus().flatMap(view -> parts(view.get()[1])).collect(Collectors.toSet());

        var exchanged = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.waymark.contract.view")
                        .stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(inCorpus).containsAll(exchanged);
    }

    /** The class names of {@code value} and of all records in it. */
    private static Stream<String> parts(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().flatMap(ViewCorpusTest::parts);
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(ViewCorpusTest::parts);
        }
        if (!(value instanceof Record)) {
            return Stream.of();
        }
        var components = Stream.of(value.getClass().getRecordComponents())
                .map(component -> {
                    try {
                        return component.getAccessor().invoke(value);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                })
                .flatMap(ViewCorpusTest::parts);
        return Stream.concat(Stream.of(value.getClass().getName()), components);
    }

    private static OrderView order() {
        var before = new Eta(
                LocalDate.parse("2027-05-12"), LocalDate.parse("2027-05-13"), null, null, Eta.Source.SHOP, NOON);
        var ready = new ShipmentView(
                Samples.CDEK,
                "10112345678",
                "10042",
                CustomerStatus.READY_FOR_PICKUP,
                Milestone.READY_FOR_PICKUP,
                SubStatus.AWAITING_COLLECTION,
                Direction.FORWARD,
                2,
                NOON,
                PLACE,
                DETAILS,
                false,
                ETA,
                before,
                true,
                NOON,
                NOON.plusSeconds(5),
                timeline(),
                new ProofOfDelivery(ProofOfDelivery.Type.CODE, null),
                Presentation.of(CustomerStatus.READY_FOR_PICKUP),
                null);
        var announced = new ShipmentView(
                new CourierCode("dhl"),
                "00340434",
                null,
                CustomerStatus.ANNOUNCED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                false,
                null,
                null,
                List.of(),
                null,
                Presentation.of(CustomerStatus.ANNOUNCED),
                null);
        return new OrderView(
                OrderId.of(new OrderNumber("10042")),
                "10042",
                NOON,
                7,
                NOON.plusSeconds(60),
                "ru",
                "Europe/Moscow",
                new ShopOrder.Promise(LocalDate.parse("2027-05-12"), LocalDate.parse("2027-05-13")),
                ShopOrder.Destination.Kind.PICKUP_POINT,
                3,
                List.of(new ShopOrder.Item("A-1", "Чайник", 2), new ShopOrder.Item(null, "Чашка", 1)),
                new CustomerView(
                        "Анна Петрова",
                        Map.of(Channel.EMAIL, "anna@example.com", Channel.SMS, "+79161234542"),
                        "Казань",
                        "ул. Ленина, 5"),
                new Summary(
                        CustomerStatus.READY_FOR_PICKUP,
                        0,
                        0,
                        0,
                        2,
                        true,
                        Presentation.of(CustomerStatus.READY_FOR_PICKUP)),
                List.of(ready, announced),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<TimelineEntry> timeline() {
        return List.of(
                new TimelineEntry(
                        "c1",
                        TimelineEntry.Kind.STATUS,
                        Milestone.READY_FOR_PICKUP,
                        SubStatus.AWAITING_COLLECTION,
                        null,
                        Direction.FORWARD,
                        NOON,
                        "12.05.2027 12:00",
                        ZoneQuality.EXPLICIT,
                        PLACE,
                        DETAILS,
                        new RawStatusText("3", "READY", "Готово к выдаче"),
                        CustomerStatus.READY_FOR_PICKUP,
                        NOON.plusSeconds(2),
                        "cdek/1",
                        "raw1"),
                new TimelineEntry(
                        "c2",
                        TimelineEntry.Kind.NOTICE,
                        null,
                        null,
                        Notice.ETA_CHANGED,
                        Direction.FORWARD,
                        NOON,
                        null,
                        ZoneQuality.DATE_ONLY,
                        null,
                        null,
                        new RawStatusText(null, null, null),
                        null,
                        null,
                        null,
                        null),
                new TimelineEntry(
                        "c3",
                        TimelineEntry.Kind.RETRACTED,
                        Milestone.DELIVERED,
                        SubStatus.COLLECTED,
                        null,
                        Direction.RETURN,
                        NOON,
                        null,
                        ZoneQuality.ASSUMED,
                        null,
                        null,
                        new RawStatusText("4", null, null),
                        CustomerStatus.DELIVERED,
                        null,
                        null,
                        null));
    }

    private static Presentation presentation() {
        var window = new DeliveryWindow(
                LocalDate.parse("2027-05-14"),
                LocalDate.parse("2027-05-14"),
                LocalTime.parse("14:00"),
                LocalTime.parse("18:00"));
        return new Presentation(
                CustomerStatus.ATTEMPT_FAILED,
                Presentation.Certainty.STATED,
                3,
                PLACE,
                false,
                new Presentation.Arrival(
                        window,
                        Presentation.Basis.COURIER,
                        false,
                        DeliveryWindow.on(LocalDate.parse("2027-05-12")),
                        Presentation.Basis.SHOP,
                        null),
                Presentation.NextStep.NEW_ATTEMPT,
                Presentation.CustomerAction.ARRANGE_DELIVERY,
                LocalDate.parse("2027-05-19"),
                NOON);
    }

    private static OrderView guest() {
        return new OrderView(
                OrderId.of(new OrderNumber("10042")),
                "··42",
                NOON,
                7,
                NOON,
                "ru",
                "Europe/Moscow",
                null,
                null,
                3,
                null,
                null,
                new Summary(CustomerStatus.PLACED, null, 0, 0, 0, false, Presentation.of(CustomerStatus.PLACED)),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static SearchResult searchResult(OrderView order) {
        var hit = new SearchResult.Hit("10042", NOON, MatchedBy.PHONE, "Анна П.", order.summary());
        var near = new SearchResult.Hit("10042", NOON, MatchedBy.ORDER_NUMBER, null, order.summary());
        return new SearchResult(
                List.of(
                        new SearchResult.SearchedAs(MatchedBy.PHONE, "+79161234542"),
                        new SearchResult.SearchedAs(MatchedBy.CUSTOMER_ID, "7")),
                List.of(hit),
                List.of(new SearchResult.SimilarOrder("10043", near)));
    }

    private static SentMessages sentMessages() {
        return new SentMessages(
                List.of(
                        new SentMessage(
                                "m1",
                                "out_for_delivery",
                                Channel.SMS,
                                "cdek:10112345678",
                                NOON,
                                SentMessage.Outcome.SENT,
                                null,
                                "+7 ··· ··42",
                                NOON.plusSeconds(1),
                                2),
                        new SentMessage(
                                "m5",
                                "out_for_delivery",
                                Channel.SMS,
                                "cdek:10112345678",
                                NOON,
                                SentMessage.Outcome.DELIVERED,
                                null,
                                "+7 ··· ··42",
                                NOON.plusSeconds(1),
                                1),
                        new SentMessage(
                                "m2",
                                "delivered",
                                null,
                                "cdek:10112345678",
                                NOON,
                                SentMessage.Outcome.NOT_SENT,
                                "STALE_EVENT",
                                null,
                                null,
                                null),
                        email("m3", SentMessage.Outcome.UNCERTAIN, "smtp-timeout"),
                        email("m4", SentMessage.Outcome.FAILED, "smtp-550")),
                List.of(new UndeliverableAddress(Channel.EMAIL, "a···@e···", "smtp-rcpt-5.1", NOON)));
    }

    private static SentMessage email(String id, SentMessage.Outcome outcome, String reason) {
        return new SentMessage(id, "order_confirmed", Channel.EMAIL, null, NOON, outcome, reason, "a···@…", null, null);
    }

    private static ShadowReport shadowReport() {
        var difference = new ShadowReport.ShadowDifference(
                "checkpoints[].fact", ShadowReport.ShadowDifference.Change.CHANGED, "ARRIVED", "DEPARTED", 3, "raw1");
        return new ShadowReport(
                "cdek/1",
                "cdek/2",
                10,
                5,
                3,
                1,
                1,
                List.of(difference),
                List.of(
                        new ShadowReport.ShadowSample("raw1", ShadowReport.ShadowSample.Result.DIFFERENT),
                        new ShadowReport.ShadowSample("raw2", ShadowReport.ShadowSample.Result.WORSE)));
    }

    private static String file(String name) throws IOException {
        try (var in = ViewCorpusTest.class.getResourceAsStream("/corpus/view/" + name + ".json")) {
            assertThat(in).as("corpus/view/%s.json", name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
