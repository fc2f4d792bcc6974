package dev.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first version of every event, as it lies in logs that are kept for ever. A file here never changes: a change of
 * the records that can no longer read one of them, or reads it differently, is a mistake.
 */
class CorpusTest {

    private static final Actor CUSTOMER = actor(Actor.Role.CUSTOMER, "p-1");
    private static final Actor VISITOR = actor(Actor.Role.VISITOR, "p-1");
    private static final Actor SUPPORT = actor(Actor.Role.SUPPORT, "p-2");
    private static final Actor ADMINISTRATOR = actor(Actor.Role.ADMINISTRATOR, "p-3");
    private static final Actor SHOP = actor(Actor.Role.SHOP, "checkout");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NUMBER = "10112345678";

    static Stream<Arguments> corpus() {
        var shipment = Samples.shipment(NUMBER);
        var orderId = OrderId.of(new OrderNumber("10042"));
        var mistake = Samples.scan(NUMBER, SubStatus.DELIVERED_TO_RECIPIENT, 50);
        var eta = new Eta(
                LocalDate.parse("2027-05-14"),
                LocalDate.parse("2027-05-14"),
                LocalTime.parse("14:00"),
                LocalTime.parse("18:00"),
                Eta.Source.COURIER,
                Samples.NOON);
        var held = Samples.scan(NUMBER, SubStatus.CUSTOMS_HELD, 3);
        return Stream.of(
                Arguments.of("tracking-event-scan", Samples.accepted(NUMBER)),
                Arguments.of(
                        "tracking-event-history",
                        new TrackingEvent(
                                EventId.of("history"),
                                Samples.CDEK,
                                new TrackingNumber(NUMBER),
                                List.of(
                                        Samples.scan(NUMBER, SubStatus.ACCEPTED, 0),
                                        new Checkpoint(
                                                held.id(),
                                                held.fact(),
                                                Direction.RETURN,
                                                held.time(),
                                                held.place(),
                                                new Details(
                                                        ReturnReason.CUSTOMS,
                                                        DelayReason.DOCUMENTS,
                                                        2,
                                                        LocalDate.parse("2027-05-19"),
                                                        true,
                                                        "FedEx",
                                                        new TrackingNumber("7777")),
                                                held.rawStatus()),
                                        Samples.notice(NUMBER, Notice.ETA_CHANGED, 4),
                                        Samples.retraction(NUMBER, mistake, 51)),
                                eta,
                                new ProofOfDelivery(ProofOfDelivery.Type.SIGNATURE, "ref-1"),
                                Samples.NOON,
                                Samples.NOON.plusSeconds(2),
                                "cdek/1",
                                Digests.of("raw"))),
                Arguments.of("tracking-event-eta-only", Samples.expected(NUMBER, LocalDate.parse("2027-05-14"), 1)),
                Arguments.of("shop-order", Samples.order("10042", List.of(shipment))),
                Arguments.of(
                        "order-placed",
                        new OrderEvent.OrderPlaced(
                                EventId.of("placed"),
                                orderId,
                                new OrderNumber("10042"),
                                Samples.NOON,
                                Samples.NOON,
                                "p-1",
                                "c2VhbGVk",
                                "ru",
                                "Asia/Yekaterinburg",
                                List.of(Channel.EMAIL),
                                Samples.order().items(),
                                Samples.order().promise(),
                                ShopOrder.Destination.Kind.PICKUP_POINT,
                                List.of(ShipmentAssignment.of(shipment)))),
                Arguments.of(
                        "shipments-attached",
                        new OrderEvent.ShipmentsAttached(
                                EventId.of("attached"),
                                orderId,
                                Samples.NOON,
                                List.of(ShipmentAssignment.of(shipment)))),
                Arguments.of(
                        "shipment-detached",
                        new OrderEvent.ShipmentDetached(EventId.of("detached"), orderId, Samples.NOON, shipment)),
                Arguments.of(
                        "shipment-replaced",
                        new OrderEvent.ShipmentReplaced(
                                EventId.of("replaced"),
                                orderId,
                                Samples.NOON,
                                shipment,
                                ShipmentAssignment.of(Samples.shipment("10112345679")))),
                Arguments.of(
                        "shipments-attached-in-part",
                        new OrderEvent.ShipmentsAttached(
                                EventId.of("attached"),
                                orderId,
                                Samples.NOON,
                                List.of(new ShipmentAssignment(
                                        shipment.courier(),
                                        shipment.trackingNumber(),
                                        Direction.RETURN,
                                        List.of(new OrderLine(1, null), new OrderLine(2, 1)))))),
                Arguments.of(
                        "order-cancelled",
                        new OrderEvent.OrderCancelled(
                                EventId.of("cancelled"), orderId, Samples.NOON, List.of(new OrderLine(2, 1)))),
                Arguments.of(
                        "order-amended",
                        new OrderEvent.OrderAmended(
                                EventId.of("amended"),
                                orderId,
                                Samples.NOON,
                                "p-2",
                                "c2VhbGVk",
                                true,
                                "en",
                                "Europe/Berlin",
                                List.of(Channel.SMS),
                                List.of(new ShopOrder.Item("KTL-1", "Kettle", 1)),
                                new ShopOrder.Promise(LocalDate.parse("2027-05-13"), LocalDate.parse("2027-05-15")),
                                ShopOrder.Destination.Kind.COURIER)),
                Arguments.of(
                        "order-state-reached",
                        new OrderEvent.OrderStateReached(
                                EventId.of("state"), orderId, Samples.NOON, OrderState.PACKED, Samples.NOON)),
                Arguments.of(
                        "order-details-changed",
                        new OrderUpdate.OrderDetailsChanged(EventId.of("details"), orderId, Samples.NOON)),
                Arguments.of(
                        "order-shipment-detached",
                        new OrderUpdate.OrderShipmentDetached(
                                EventId.of("order-detached"), orderId, shipment, Samples.NOON)),
                Arguments.of(
                        "links-revoked",
                        new OrderEvent.LinksRevoked(EventId.of("links-revoked"), orderId, Samples.NOON)),
                Arguments.of(
                        "order-links-revoked",
                        new OrderUpdate.OrderLinksRevoked(EventId.of("order-links-revoked"), orderId, Samples.NOON)),
                Arguments.of("audit-signed-in", new AuditEvent.SignedIn(EventId.of("audit"), Samples.NOON, CUSTOMER)),
                Arguments.of("audit-signed-out", new AuditEvent.SignedOut(EventId.of("audit"), Samples.NOON, CUSTOMER)),
                Arguments.of(
                        "audit-sign-in-rejected",
                        new AuditEvent.SignInRejected(EventId.of("audit"), Samples.NOON, VISITOR)),
                Arguments.of(
                        "audit-sessions-ended",
                        new AuditEvent.SessionsEnded(EventId.of("audit"), Samples.NOON, ADMINISTRATOR, "p-1")),
                Arguments.of(
                        "audit-second-factor-reset",
                        new AuditEvent.SecondFactorReset(EventId.of("audit"), Samples.NOON, ADMINISTRATOR, "p-1")),
                Arguments.of(
                        "audit-orders-searched",
                        new AuditEvent.OrdersSearched(EventId.of("audit"), Samples.NOON, SUPPORT, List.of(orderId))),
                Arguments.of(
                        "audit-order-viewed",
                        new AuditEvent.OrderViewed(EventId.of("audit"), Samples.NOON, SUPPORT, orderId)),
                Arguments.of(
                        "audit-order-changed",
                        new AuditEvent.OrderChanged(EventId.of("audit"), Samples.NOON, SHOP, orderId)),
                Arguments.of(
                        "audit-links-revoked",
                        new AuditEvent.LinksRevoked(EventId.of("audit"), Samples.NOON, SUPPORT, orderId)),
                Arguments.of(
                        "audit-webhooks-replayed",
                        new AuditEvent.WebhooksReplayed(EventId.of("audit"), Samples.NOON, SUPPORT, "cdek")),
                Arguments.of(
                        "audit-webhook-viewed",
                        new AuditEvent.WebhookViewed(EventId.of("audit"), Samples.NOON, SUPPORT, "raw-1")),
                Arguments.of(
                        "audit-messages-redriven",
                        new AuditEvent.MessagesRedriven(
                                EventId.of("audit"), Samples.NOON, ADMINISTRATOR, List.of(), "smtp-rcpt-5.7")),
                Arguments.of(
                        "audit-suppression-lifted",
                        new AuditEvent.SuppressionLifted(
                                EventId.of("audit"), Samples.NOON, SUPPORT, orderId, Channel.EMAIL)),
                Arguments.of(
                        "audit-dead-letter-viewed",
                        new AuditEvent.DeadLetterViewed(
                                EventId.of("audit"), Samples.NOON, ADMINISTRATOR, "orders.group-0@7")),
                Arguments.of(
                        "audit-dead-letters-redriven",
                        new AuditEvent.DeadLettersRedriven(
                                EventId.of("audit"), Samples.NOON, ADMINISTRATOR, "orders.group-0@7")),
                Arguments.of(
                        "audit-viewed", new AuditEvent.AuditViewed(EventId.of("audit"), Samples.NOON, ADMINISTRATOR)),
                Arguments.of(
                        "order-confirmed",
                        new OrderUpdate.OrderConfirmed(
                                EventId.of("confirmed"),
                                orderId,
                                new OrderNumber("10042"),
                                Samples.NOON,
                                Samples.NOON)),
                Arguments.of(
                        "shipment-attached",
                        new OrderUpdate.ShipmentAttached(EventId.of("shipment"), orderId, shipment, Samples.NOON)),
                Arguments.of(
                        "milestone-reached",
                        new OrderUpdate.MilestoneReached(
                                EventId.of("milestone"),
                                orderId,
                                shipment,
                                Milestone.OUT_FOR_DELIVERY,
                                SubStatus.OUT_FOR_DELIVERY,
                                Direction.FORWARD,
                                1,
                                Milestone.IN_TRANSIT,
                                ChangeOrigin.LIVE,
                                Samples.NOON,
                                eta,
                                LocalDate.parse("2027-05-19"),
                                Samples.NOON)),
                Arguments.of(
                        "delivery-withdrawn",
                        new OrderUpdate.DeliveryWithdrawn(EventId.of("withdrawn"), orderId, shipment, 1, Samples.NOON)),
                Arguments.of(
                        "timeline-changed",
                        new OrderUpdate.TimelineChanged(EventId.of("timeline"), orderId, shipment, Samples.NOON)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void theFirstVersionIsReadAsItWasWritten(String name, Object event) throws IOException {
        assertThat(JSON.readValue(file(name), declared(event))).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void whatIsWrittenTodayIsStillTheFirstVersion(String name, Object event) throws IOException {
        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(JSON.readTree(file(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void aFieldFromALaterBuildDoesNoHarm(String name, Object event) throws IOException {
        var later = file(name).replaceFirst("\\{", "{\"fieldOfALaterBuild\":{\"a\":[1]},");

        assertThat(JSON.readValue(later, declared(event))).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void envelopesAreCloudEventsWithoutPersonalData(String name, Object event) {
        envelope(event).forEach(envelope -> {
            var headers = envelope.headers();

            assertThat(read(headers)).isNotNull();
            assertThat(headers.get("ce_partitionkey")).isEqualTo(envelope.key());
            assertThat(headers.toString()).doesNotContain("anna", "7916", "Анна", "Петрова");
        });
    }

    private static Actor actor(Actor.Role role, String ref) {
        return new Actor(role, ref, "192.0.2.1");
    }

    private static CloudEvent read(Map<String, String> headers) {
        return CloudEventBuilder.v1()
                .withId(headers.get("ce_id"))
                .withSource(URI.create(headers.get("ce_source")))
                .withType(headers.get("ce_type"))
                .withTime(OffsetDateTime.parse(headers.get("ce_time")))
                .withDataContentType(headers.get("content-type"))
                .withExtension("partitionkey", headers.get("ce_partitionkey"))
                .build();
    }

    private static Stream<Envelope> envelope(Object event) {
        if (event instanceof TrackingEvent tracking) {
            return Stream.of(tracking.envelope());
        }
        if (event instanceof OrderEvent order) {
            return Stream.of(order.envelope());
        }
        if (event instanceof OrderUpdate update) {
            return Stream.of(update.envelope());
        }
        if (event instanceof AuditEvent audit) {
            return Stream.of(audit.envelope());
        }
        return Stream.of();
    }

    private static Class<?> declared(Object event) {
        if (event instanceof OrderEvent) {
            return OrderEvent.class;
        }
        if (event instanceof AuditEvent) {
            return AuditEvent.class;
        }
        return event instanceof OrderUpdate ? OrderUpdate.class : event.getClass();
    }

    private static String file(String name) throws IOException {
        try (var in = CorpusTest.class.getResourceAsStream("/corpus/v1/" + name + ".json")) {
            assertThat(in).as("corpus/v1/%s.json", name).isNotNull();
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
