package dev.waymark.gateway.web;

import dev.waymark.contract.Problem;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Completes the page that describes the API: what is only routed has no controller to read it from, and who may what
 * and how a refusal looks is the same everywhere.
 */
final class ApiDocument implements OpenApiCustomizer {

    private static final String JSON = "application/json";
    private static final String PROBLEM_JSON = "application/problem+json";
    static final String KEY = "shopKey";
    static final String SESSION = "session";

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                        .title("Waymark")
                        .version("1")
                        .description("Where is my order? For customers, the support desk and the shop's systems."))
                .servers(List.of(new Server().url("/")));
        RoutedSchemas.addTo(api.getComponents());
        api.getPaths()
                .addPathItem("/api/couriers/dry-run", new PathItem().post(dryRun("dryRunMapping")))
                .addPathItem(
                        "/api/couriers/rehearsal",
                        new PathItem().post(dryRun("rehearse").deprecated(true)))
                .addPathItem("/api/orders", new PathItem().post(placeOrder()))
                .addPathItem("/api/orders/{number}", new PathItem().get(order()))
                .addPathItem("/api/orders/{number}/shipments", new PathItem().post(attach()))
                .addPathItem("/api/shipments/{courier}/{trackingNumber}", new PathItem().get(shipment()))
                .addPathItem("/api/couriers/candidates", new PathItem().get(candidates()));
        Routes.ALL.forEach(route -> refusals(api.getPaths(), route));
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
                        .addApiResponse("202", json("Taken, and kept", "ShipmentsAttached"))
                        .addApiResponse("404", refused("No such order"))
                        .addApiResponse("409", refused("The same key is in flight"))
                        .addApiResponse("422", refused("Not valid, or the key came with another body")));
    }

    private static Operation dryRun(String operationId) {
        return shop(operationId, "What would be published if a courier sent this; nothing is")
                .requestBody(body("DryRunRequest"))
                .responses(new ApiResponses()
                        .addApiResponse("200", json("What the mapping makes of it", "DryRunResponse"))
                        .addApiResponse("404", refused("No mapping was sent, and we have none of this courier"))
                        .addApiResponse("413", refused("More than 256 KB of mapping or payload")));
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

    private static Operation candidates() {
        return shop("courierCandidates", "Whose a tracking number is, as far as the number tells")
                .addParametersItem(new Parameter()
                        .in("query")
                        .name("trackingNumber")
                        .required(true)
                        .schema(new StringSchema()))
                .responses(new ApiResponses()
                        .addApiResponse(
                                "200", json("As attaching it without a courier would have it", "CourierCandidates"))
                        .addApiResponse("422", refused("No tracking number")));
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
            case SHOP_TEST -> operation.addSecurityItem(new SecurityRequirement().addList(KEY, "couriers:test"));
        }
        if (route.access() != Access.OPEN) {
            responses.addApiResponse("401", refused(Problem.UNAUTHENTICATED.title()));
            responses.addApiResponse("403", refused(Problem.FORBIDDEN.title()));
        }
        var neverSaysWhatExists = route.pattern().endsWith("/renewal");
        if (!neverSaysWhatExists
                && (route.pattern().contains("{") || route.method().matches("POST"))) {
            responses.putIfAbsent("404", refused(unknown(route).title()));
        }
        responses.addApiResponse("429", refused(Problem.TOO_MANY_REQUESTS.title() + "; `Retry-After` says how long"));
        responses.addApiResponse("default", refused("Any other refusal"));
    }

    private static Problem unknown(Route route) {
        if (route.pattern().contains("/quarantine")) {
            return Problem.QUARANTINED_UNKNOWN;
        }
        return route.pattern().endsWith("/shadow") ? Problem.SHADOW_ABSENT : Problem.ORDER_UNKNOWN;
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
        return new Content().addMediaType(type, new MediaType().schema(RoutedSchemas.ref(schema)));
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
