package dev.waymark.gateway.web;

import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.OrderPage;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.SearchResult;
import dev.waymark.contract.view.SentMessage;
import dev.waymark.contract.view.ShadowReport;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.stream.Stream;

/** What goes in and out by the API, as far as no controller of ours says it. */
final class RoutedSchemas {

    private static final List<Class<?>> ROUTED = List.of(
            ShopOrder.class,
            ShipmentKey.class,
            OrderView.class,
            OrderView.ShipmentView.class,
            DryRunRequest.class,
            DryRunResponse.class);
    private static final List<Class<?>> ANSWERED_OR_TAKEN = Stream.concat(
                    ROUTED.stream(),
                    Stream.of(
                            OrderPage.class,
                            SearchResult.class,
                            SentMessage.class,
                            CourierList.class,
                            ShadowReport.class,
                            QuarantinePage.class,
                            QuarantinedPayload.class,
                            ReplayResponse.class,
                            ReplayAllResponse.class))
            .toList();

    private RoutedSchemas() {}

    static void addTo(Components components) {
        for (var type : ROUTED) {
            ModelConverters.getInstance(true).readAll(type).forEach(components::addSchemas);
        }
        var required = new RequiredMembers(components.getSchemas());
        ANSWERED_OR_TAKEN.forEach(required::mark);
        // What a shop sends is looser than the record it becomes: the courier may be left to us.
        components
                .getSchemas()
                .computeIfPresent(
                        "ShopOrder", (name, order) -> order.addProperty("shipments", listOf("NamedShipment")));
        components
                .addSchemas("Problem", problem())
                .addSchemas("Violation", violation())
                .addSchemas("CourierCandidate", candidate())
                .addSchemas("CourierCandidates", recognised())
                .addSchemas("NamedShipment", namedShipment())
                .addSchemas(
                        "OrderPlaced",
                        requiring(
                                new ObjectSchema()
                                        .addProperty("orderId", new StringSchema())
                                        .addProperty("orderNumber", new StringSchema())
                                        .addProperty("shipments", listOf("ShipmentKey"))
                                        .addProperty("warnings", warnings()),
                                "orderId",
                                "orderNumber"))
                .addSchemas(
                        "ShipmentsToAttach",
                        requiring(new ObjectSchema().addProperty("shipments", listOf("NamedShipment")), "shipments"))
                .addSchemas(
                        "ShipmentsAttached",
                        requiring(
                                new ObjectSchema()
                                        .addProperty("shipments", listOf("ShipmentKey"))
                                        .addProperty("warnings", warnings()),
                                "shipments"))
                .addSecuritySchemes(
                        ApiDocument.KEY,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        ApiDocument.SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("__Host-waymark"));
    }

    private static Schema<?> problem() {
        var problem = new ObjectSchema()
                .description("RFC 9457. `type` is in the catalogue and never changes its meaning.")
                .addProperty("type", new StringSchema().example("/problems/order-unknown"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("code", new StringSchema().example("order-unknown"))
                .addProperty("traceId", new StringSchema())
                .addProperty("errors", listOf("Violation"));
        return requiring(problem, "type", "title", "status", "code");
    }

    private static Schema<?> violation() {
        var violation = new ObjectSchema()
                .description("What is wrong with one part of a body. `code` never changes its meaning.")
                .addProperty("pointer", new StringSchema().example("/shipments/0/courier"))
                .addProperty("code", new StringSchema().example("courier-ambiguous"))
                .addProperty("detail", new StringSchema())
                .addProperty(
                        "candidates",
                        listOf("CourierCandidate")
                                .description("With `courier-ambiguous` and `check-digit-wrong`, the likeliest first"));
        return requiring(violation, "pointer", "code", "detail");
    }

    private static Schema<?> warnings() {
        return listOf("Violation").description("What looks wrong and was taken, such as `check-digit-wrong`");
    }

    private static Schema<?> namedShipment() {
        var shipment = new ObjectSchema()
                .addProperty(
                        "courier",
                        new StringSchema()
                                .description(
                                        "May be left out where the number tells it; if not, the answer is 422 with the candidates"))
                .addProperty("trackingNumber", new StringSchema());
        return requiring(shipment, "trackingNumber");
    }

    private static Schema<?> candidate() {
        var candidate = new ObjectSchema()
                .addProperty("courier", new StringSchema().description("What to name as courier: who reports it"))
                .addProperty("carrier", new StringSchema().description("Who carries it"))
                .addProperty("carrierName", new StringSchema())
                .addProperty("format", new StringSchema().example("UPS Waybill"))
                .addProperty("checkDigit", oneOf("RIGHT", "WRONG", "NONE"))
                .addProperty(
                        "likelihood",
                        new NumberSchema()
                                .description(
                                        "0 to 1 among all that fit, were all couriers equally busy; 0 when the check digit is wrong"))
                .addProperty("serviceType", new StringSchema())
                .addProperty("why", new StringSchema());
        return requiring(candidate, "courier", "carrier", "carrierName", "format", "checkDigit", "likelihood", "why");
    }

    private static Schema<?> recognised() {
        var recognised = new ObjectSchema()
                .addProperty("verdict", oneOf("CLEAR", "AMBIGUOUS", "CHECK_DIGIT_WRONG", "UNRECOGNISED"))
                .addProperty("courier", new StringSchema().description("The one that is taken; only when clear"))
                .addProperty("candidates", listOf("CourierCandidate").description("The likeliest first"));
        return requiring(recognised, "verdict", "candidates");
    }

    private static Schema<?> oneOf(String... values) {
        var schema = new StringSchema();
        schema.setEnum(List.of(values));
        return schema;
    }

    private static Schema<?> listOf(String schema) {
        return new ArraySchema().items(ref(schema));
    }

    private static Schema<?> requiring(Schema<?> schema, String... members) {
        schema.setRequired(List.of(members));
        return schema;
    }

    static Schema<?> ref(String schema) {
        return new Schema<>().$ref("#/components/schemas/" + schema);
    }
}
