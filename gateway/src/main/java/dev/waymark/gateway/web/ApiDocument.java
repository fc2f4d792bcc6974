package dev.waymark.gateway.web;

import dev.waymark.events.ShipmentKey;
import dev.waymark.events.order.ShopOrder;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import dev.waymark.gateway.problems.Problem;
import dev.waymark.gateway.services.OrderQueries;
import dev.waymark.gateway.services.OrderView;
import dev.waymark.gateway.services.SearchResult;
import dev.waymark.gateway.services.SentMessage;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Completes the page that describes the API: what is only routed has no controller to read it from, and who may what
 * and how a refusal looks is the same everywhere.
 */
final class ApiDocument implements OpenApiCustomizer {

    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String KEY = "shopKey";
    private static final String SESSION = "session";
    private static final List<Class<?>> ROUTED =
            List.of(ShopOrder.class, ShipmentKey.class, OrderView.class, OrderView.ShipmentView.class);
    private static final List<Class<?>> ANSWERED_OR_TAKEN = Stream.concat(
                    ROUTED.stream(), Stream.of(OrderQueries.OrderPage.class, SearchResult.class, SentMessage.class))
            .toList();

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                        .title("Waymark")
                        .version("1")
                        .description("Where is my order? For customers, the support desk and the shop's systems."))
                .servers(List.of(new Server().url("/")));
        schemas(api.getComponents());
        api.getPaths()
                .addPathItem("/api/orders", new PathItem().post(placeOrder()))
                .addPathItem("/api/orders/{number}", new PathItem().get(order()))
                .addPathItem("/api/orders/{number}/shipments", new PathItem().post(attach()))
                .addPathItem("/api/shipments/{courier}/{trackingNumber}", new PathItem().get(shipment()));
        Routes.ALL.forEach(route -> refusals(api.getPaths(), route));
    }

    private static void schemas(Components components) {
        for (var type : ROUTED) {
            ModelConverters.getInstance(true).readAll(type).forEach(components::addSchemas);
        }
        var required = new RequiredMembers(components.getSchemas());
        ANSWERED_OR_TAKEN.forEach(required::mark);
        components
                .addSchemas("Problem", problem())
                .addSchemas(
                        "OrderPlaced",
                        requiring(
                                new ObjectSchema()
                                        .addProperty("orderId", new StringSchema())
                                        .addProperty("orderNumber", new StringSchema()),
                                "orderId",
                                "orderNumber"))
                .addSchemas(
                        "ShipmentsToAttach",
                        requiring(
                                new ObjectSchema()
                                        .addProperty("shipments", new ArraySchema().items(ref("ShipmentKey"))),
                                "shipments"))
                .addSecuritySchemes(
                        KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        SESSION,
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
                .addProperty("traceId", new StringSchema());
        return requiring(problem, "type", "title", "status", "code");
    }

    private static Schema<?> requiring(Schema<?> schema, String... members) {
        schema.setRequired(List.of(members));
        return schema;
    }

    private static Operation placeOrder() {
        return shop("placeOrder", "Tell us of an order")
                .addParametersItem(idempotencyKey())
                .requestBody(body("ShopOrder"))
                .responses(new ApiResponses()
                        .addApiResponse("201", json("Taken, and kept", "OrderPlaced"))
                        .addApiResponse("409", refused("The same key is in flight, or the number is taken"))
                        .addApiResponse("422", refused("The order is not valid, or the key came with another one")));
    }

    private static Operation attach() {
        return shop("attachShipments", "Name parcels of an order")
                .addParametersItem(path("number"))
                .addParametersItem(idempotencyKey())
                .requestBody(body("ShipmentsToAttach"))
                .responses(new ApiResponses()
                        .addApiResponse("202", new ApiResponse().description("Taken, and kept"))
                        .addApiResponse("404", refused("No such order"))
                        .addApiResponse("409", refused("The same key is in flight"))
                        .addApiResponse("422", refused("Not valid, or the key came with another body")));
    }

    private static Operation order() {
        return shop("shopOrder", "An order as the shop sees it, without personal data")
                .addParametersItem(path("number"))
                .responses(read("OrderView"));
    }

    private static Operation shipment() {
        return shop("shipment", "A parcel and its timeline, also before any order claims it")
                .addParametersItem(path("courier"))
                .addParametersItem(path("trackingNumber"))
                .responses(read("ShipmentView"));
    }

    private static Operation shop(String id, String summary) {
        return new Operation().operationId(id).summary(summary).addTagsItem("Shop");
    }

    private static ApiResponses read(String schema) {
        return new ApiResponses()
                .addApiResponse("200", json("As known now; conditional by `ETag`", schema))
                .addApiResponse("404", refused("Not known"));
    }

    private static void refusals(Paths paths, Route route) {
        var path = paths.get(route.pattern());
        if (path == null) {
            return;
        }
        var operation = route.method().matches("GET") ? path.getGet() : path.getPost();
        var responses = operation.getResponses();
        switch (route.access()) {
            case OPEN, COURIER -> {}
            case SIGNED_IN, SUPPORT -> operation.addSecurityItem(new SecurityRequirement().addList(SESSION));
            case SHOP_READ -> operation.addSecurityItem(new SecurityRequirement().addList(KEY, "orders:read"));
            case SHOP_WRITE -> operation.addSecurityItem(new SecurityRequirement().addList(KEY, "orders:write"));
        }
        if (route.access() != Access.OPEN) {
            responses.addApiResponse("401", refused(Problem.UNAUTHENTICATED.title()));
            responses.addApiResponse("403", refused(Problem.FORBIDDEN.title()));
        }
        if (route.pattern().contains("{") || route.method().matches("POST")) {
            responses.putIfAbsent("404", refused(Problem.ORDER_UNKNOWN.title()));
        }
        responses.addApiResponse("429", refused(Problem.TOO_MANY_REQUESTS.title() + "; `Retry-After` says how long"));
        responses.addApiResponse("default", refused("Any other refusal"));
    }

    private static ApiResponse refused(String why) {
        return new ApiResponse().description(why).content(content(PROBLEM_JSON, "Problem"));
    }

    private static ApiResponse json(String what, String schema) {
        return new ApiResponse().description(what).content(content(JSON, schema));
    }

    private static RequestBody body(String schema) {
        return new RequestBody().required(true).content(content(JSON, schema));
    }

    private static Content content(String type, String schema) {
        return new Content().addMediaType(type, new MediaType().schema(ref(schema)));
    }

    private static Schema<?> ref(String schema) {
        return new Schema<>().$ref("#/components/schemas/" + schema);
    }

    private static Parameter path(String name) {
        return new Parameter().in("path").name(name).required(true).schema(new StringSchema());
    }

    private static Parameter idempotencyKey() {
        return new Parameter()
                .in("header")
                .name("Idempotency-Key")
                .required(true)
                .description("One key for one intention: sent again with the same body, it gives the same answer")
                .schema(new StringSchema());
    }
}
