package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.waymark.contract.Channel;
import dev.waymark.contract.ConnectedCouriers;
import dev.waymark.contract.CourierCode;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TopicDefinition;
import dev.waymark.contract.Topics;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderLine;
import dev.waymark.contract.order.OrderState;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.ShipmentAssignment;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.contract.view.ShopOrderOutcome;
import dev.waymark.ingest.activity.ActiveMinutes;
import dev.waymark.platform.kafka.DeadLetterHeaders;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The AsyncAPI document says what the code says: topics, enums, fields, and what the golden corpus holds. */
class AsyncApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNode DOCUMENT = ProjectFiles.document(ProjectFiles.ROOT.resolve("docs/asyncapi.yaml"));
    private static final JsonNode SCHEMAS = DOCUMENT.at("/components/schemas");
    private static final Path CORPUS = ProjectFiles.ROOT.resolve("contract/src/test/resources/corpus/v1");

    /** The deployment that the document describes. */
    private static final int PARTITIONS = 12;

    private static final int REPLICAS = 3;

    private static final Map<String, Class<? extends Enum<?>>> ENUMS = Map.ofEntries(
            Map.entry("ActorRole", AuditEvent.Actor.Role.class),
            Map.entry("Cause", DelayReason.class),
            Map.entry("Channel", Channel.class),
            Map.entry("DestinationKind", ShopOrder.Destination.Kind.class),
            Map.entry("Direction", Direction.class),
            Map.entry("ChangeOrigin", ChangeOrigin.class),
            Map.entry("EtaSource", Eta.Source.class),
            Map.entry("Milestone", Milestone.class),
            Map.entry("Notice", Notice.class),
            Map.entry("OrderState", OrderState.class),
            Map.entry("Outcome", ShopOrderOutcome.Outcome.class),
            Map.entry("ProofOfDeliveryType", ProofOfDelivery.Type.class),
            Map.entry("ReturnReason", ReturnReason.class),
            Map.entry("SubStatus", SubStatus.class),
            Map.entry("ZoneQuality", ZoneQuality.class));

    private static final Map<String, Class<? extends Record>> RECORDS = Map.ofEntries(
            Map.entry("Actor", AuditEvent.Actor.class),
            Map.entry("AuditSignInRejected", AuditEvent.SignInRejected.class),
            Map.entry("AuditLinksRevoked", AuditEvent.LinksRevoked.class),
            Map.entry("AuditOrderChanged", AuditEvent.OrderChanged.class),
            Map.entry("AuditOrderViewed", AuditEvent.OrderViewed.class),
            Map.entry("AuditOrdersSearched", AuditEvent.OrdersSearched.class),
            Map.entry("AuditSecondFactorReset", AuditEvent.SecondFactorReset.class),
            Map.entry("AuditSessionsEnded", AuditEvent.SessionsEnded.class),
            Map.entry("AuditSignedIn", AuditEvent.SignedIn.class),
            Map.entry("AuditSignedOut", AuditEvent.SignedOut.class),
            Map.entry("AuditWebhooksReplayed", AuditEvent.WebhooksReplayed.class),
            Map.entry("AuditWebhookViewed", AuditEvent.WebhookViewed.class),
            Map.entry("AuditViewed", AuditEvent.AuditViewed.class),
            Map.entry("AuditDeadLetterViewed", AuditEvent.DeadLetterViewed.class),
            Map.entry("AuditDeadLettersRedriven", AuditEvent.DeadLettersRedriven.class),
            Map.entry("AuditMessagesRedriven", AuditEvent.MessagesRedriven.class),
            Map.entry("AuditSuppressionLifted", AuditEvent.SuppressionLifted.class),
            Map.entry("Checkpoint", Checkpoint.class),
            Map.entry("CheckpointTime", CheckpointTime.class),
            Map.entry("ActiveMinutes", ActiveMinutes.class),
            Map.entry("ConnectedCouriers", ConnectedCouriers.class),
            Map.entry("RawStatusText", RawStatusText.class),
            Map.entry("Customer", ShopOrder.Customer.class),
            Map.entry("DeliveryWithdrawn", OrderUpdate.DeliveryWithdrawn.class),
            Map.entry("Destination", ShopOrder.Destination.class),
            Map.entry("Details", Details.class),
            Map.entry("Eta", Eta.class),
            Map.entry("FactInformation", Fact.Information.class),
            Map.entry("FactRetraction", Fact.Retraction.class),
            Map.entry("FactStatus", Fact.Status.class),
            Map.entry("Item", ShopOrder.Item.class),
            Map.entry("LinksRevoked", OrderEvent.LinksRevoked.class),
            Map.entry("OrderLinksRevoked", OrderUpdate.OrderLinksRevoked.class),
            Map.entry("MilestoneReached", OrderUpdate.MilestoneReached.class),
            Map.entry("OrderConfirmed", OrderUpdate.OrderConfirmed.class),
            Map.entry("OrderAmended", OrderEvent.OrderAmended.class),
            Map.entry("OrderCancelled", OrderEvent.OrderCancelled.class),
            Map.entry("OrderDetailsChanged", OrderUpdate.OrderDetailsChanged.class),
            Map.entry("OrderLine", OrderLine.class),
            Map.entry("OrderStateReached", OrderEvent.OrderStateReached.class),
            Map.entry("OrderPlaced", OrderEvent.OrderPlaced.class),
            Map.entry("Place", Place.class),
            Map.entry("Promise", ShopOrder.Promise.class),
            Map.entry("ProofOfDelivery", ProofOfDelivery.class),
            Map.entry("OrderShipmentDetached", OrderUpdate.OrderShipmentDetached.class),
            Map.entry("ShipmentAssignment", ShipmentAssignment.class),
            Map.entry("ShipmentAttached", OrderUpdate.ShipmentAttached.class),
            Map.entry("ShipmentDetached", OrderEvent.ShipmentDetached.class),
            Map.entry("ShipmentReplaced", OrderEvent.ShipmentReplaced.class),
            Map.entry("ShipmentKey", ShipmentKey.class),
            Map.entry("ShipmentsAttached", OrderEvent.ShipmentsAttached.class),
            Map.entry("ShopOrder", ShopOrder.class),
            Map.entry("TimelineChanged", OrderUpdate.TimelineChanged.class),
            Map.entry("TrackingEvent", TrackingEvent.class));

    @Test
    void everyTopicHasItsChannelWithAllItsSettings() {
        assertThat(Topics.ALL).allSatisfy(topic -> {
            var channel = channel(topic);
            var kafka = channel.at("/bindings/kafka");
            assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions(PARTITIONS));
            assertThat(kafka.path("replicas").asInt()).isEqualTo(REPLICAS);
            assertThat(configuration(kafka.path("topicConfiguration"))).isEqualTo(topic.configuration(REPLICAS));
        });
        assertThat(DOCUMENT.path("channels").propertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Topics.ALL.stream().map(TopicDefinition::name).filter(name -> !name.endsWith(".dlt")),
                                Stream.of("dead-letters"))
                        .toList());
    }

    private static JsonNode channel(TopicDefinition topic) {
        var channels = DOCUMENT.path("channels");
        if (topic.name().endsWith(".dlt")) {
            var deadLetters = channels.path("dead-letters");
            assertThat(deadLetters.path("address").asString()).isEqualTo(Topics.deadLetters("{topic}", "{group}"));
            return deadLetters;
        }
        var channel = channels.path(topic.name());
        assertThat(channel.path("address").asString()).isEqualTo(topic.name());
        assertThat(channel.at("/bindings/kafka/topic").asString()).isEqualTo(topic.name());
        return channel;
    }

    private static Map<String, String> configuration(JsonNode settings) {
        return settings.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        setting -> setting.getValue().isArray()
                                ? String.join(",", values(setting.getValue()))
                                : setting.getValue().asString()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(DOCUMENT.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                DOCUMENT.at(pointer(reference.asString())).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    private static String pointer(String reference) {
        return reference.substring(1);
    }

    @Test
    void enumsAreTheCodesOwn() {
        assertThat(ENUMS)
                .allSatisfy((name, type) -> assertThat(values(SCHEMAS.path(name).path("enum")))
                        .as(name)
                        .isEqualTo(Arrays.stream(type.getEnumConstants())
                                .map(AsyncApiTest::nameOnTheWire)
                                .toList()));
        assertThat(SCHEMAS.properties().stream()
                        .filter(schema -> schema.getValue().has("enum"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(ENUMS.keySet());
    }

    @Test
    void fieldsAreTheRecordsOwn() {
        assertThat(RECORDS).allSatisfy((name, type) -> {
            var schema = SCHEMAS.path(name);
            var components = List.of(type.getRecordComponents());
            assertThat(named(schema.path("properties").propertyNames()))
                    .as(name + ": fields")
                    .isEqualTo(named(
                            components.stream().map(AsyncApiTest::nameOnTheWire).toList()));
            assertThat(named(values(schema.path("required"))))
                    .as(name + ": required")
                    .isEqualTo(named(components.stream()
                            .filter(component -> !mayBeAbsent(component))
                            .map(AsyncApiTest::nameOnTheWire)
                            .toList()));
        });
    }

    /** Without the name of the case, which Jackson writes beside the record's components. */
    private static Set<String> named(Iterable<String> names) {
        var sorted = new TreeSet<String>();
        names.forEach(sorted::add);
        sorted.remove("type");
        return sorted;
    }

    private static String nameOnTheWire(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static String nameOnTheWire(Enum<?> constant) {
        return JSON.convertValue(constant, String.class);
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    @Test
    void headersOfDeadLettersAreThoseThatAreWritten() {
        assertThat(SCHEMAS.at("/DeadLetterHeaders/properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(DeadLetterHeaders.NAMES);
    }

    @Test
    void identifiersAreStrings() {
        assertThat(List.of(CourierCode.class, TrackingNumber.class, OrderId.class, OrderNumber.class))
                .allSatisfy(type -> {
                    assertThat(SCHEMAS.path(type.getSimpleName()).path("type").asString())
                            .isEqualTo("string");
                    assertThat(type.getDeclaredMethods())
                            .anySatisfy(method -> assertThat(method.isAnnotationPresent(JsonValue.class))
                                    .isTrue());
                });
    }

    static List<Path> corpus() {
        return ProjectFiles.below(CORPUS, ".json");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void goldenCorpusIsAsDocumented(Path file) {
        assertThat(errors(schemaOf(file.getFileName().toString()), JSON.readTree(ProjectFiles.text(file))))
                .isEmpty();
    }

    private static String schemaOf(String file) {
        return Stream.of(
                        "tracking-event",
                        "shop-order",
                        "order-placed",
                        "shipments-attached",
                        "shipment-detached",
                        "shipment-replaced",
                        "order-cancelled",
                        "order-amended",
                        "order-state-reached",
                        "links-revoked",
                        "audit-")
                .filter(file::startsWith)
                .findFirst()
                .map(prefix -> switch (prefix) {
                    case "tracking-event" -> "TrackingEvent";
                    case "shop-order" -> "ShopOrder";
                    case "audit-" -> "AuditEvent";
                    default -> "OrderEvent";
                })
                .orElse("OrderUpdate");
    }

    static List<JsonNode> messages() {
        return DOCUMENT.at("/components/messages")
                .valueStream()
                .filter(message -> message.has("examples"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void examplesAreTrue(JsonNode message) {
        var payload = lastPart(message.at("/payload/$ref").asString());
        var headers = lastPart(message.at("/headers/$ref").asString());

        assertThat(message.path("examples").values()).allSatisfy(example -> {
            assertThat(errors(payload, example.path("payload"))).isEmpty();
            if (example.has("headers")) {
                assertThat(errors(headers, example.path("headers"))).isEmpty();
            }
        });
    }

    @Test
    void fieldNobodyDeclaredIsNoticed() {
        assertThat(errors("ShipmentKey", JSON.readTree("{\"courier\":\"cdek\",\"trackingNumber\":\"1\",\"weight\":3}")))
                .hasSize(1);
    }

    private static String lastPart(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static List<Error> errors(String schema, JsonNode value) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/components/schemas/" + schema);
        root.set("components", DOCUMENT.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(root)
                .validate(value);
    }

    private static List<String> values(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
