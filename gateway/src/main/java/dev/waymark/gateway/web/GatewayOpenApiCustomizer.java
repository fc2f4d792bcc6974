package dev.waymark.gateway.web;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import dev.waymark.contract.Problem;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.view.AttachedShipments;
import dev.waymark.contract.view.CourierCandidates;
import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.PlacedOrder;
import dev.waymark.gateway.access.Access;
import dev.waymark.gateway.access.Route;
import dev.waymark.gateway.access.Routes;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;

/**
 * Completes the page that describes the API: what is only routed has no controller to read it from, and who may what
 * and how a refusal looks is the same everywhere.
 */
final class GatewayOpenApiCustomizer implements OpenApiCustomizer {

    /** What goes in and out by routes that have no controller here. */
    private static final List<Class<?>> ROUTED = List.of(
            ShopOrder.class,
            PlacedOrder.class,
            AttachedShipments.class,
            CourierCandidates.class,
            DryRunRequest.class,
            DryRunResponse.class);

    GatewayOpenApiCustomizer(ObjectMapperProvider mappers) {
        var mapper = mappers.jsonMapper();
        var annotations = mapper.getSerializationConfig().getAnnotationIntrospector();
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(new RequiredComponents(), annotations));
    }

    @Override
    public void customise(OpenAPI api) {
        var described = described();
        api.info(described.getInfo()).servers(described.getServers());
        described.getPaths().forEach(api.getPaths()::addPathItem);
        var components = api.getComponents();
        described.getComponents().getParameters().forEach(components::addParameters);
        described.getComponents().getSecuritySchemes().forEach(components::addSecuritySchemes);
        ROUTED.forEach(type -> ModelConverters.getInstance(true).readAll(type).forEach(components::addSchemas));
        described
                .getComponents()
                .getSchemas()
                .forEach((name, schema) ->
                        components.getSchemas().merge(name, schema, GatewayOpenApiCustomizer::describe));
        Routes.ALL.forEach(route -> refusals(api.getPaths(), route));
    }

    private static OpenAPI described() {
        try (var yaml = GatewayOpenApiCustomizer.class.getResourceAsStream("/gateway/api.yaml")) {
            return Yaml31.mapper().readValue(yaml, OpenAPI.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds what members mean to what {@code derived} has from its record. */
    @SuppressWarnings("rawtypes") // As the library has it.
    private static Schema<?> describe(Schema derived, Schema<?> described) {
        Schema<?> schema = derived;
        described
                .getProperties()
                .forEach((name, member) ->
                        schema.getProperties().merge(name, member, GatewayOpenApiCustomizer::describeMember));
        return schema.description(described.getDescription());
    }

    @SuppressWarnings("rawtypes")
    private static Schema<?> describeMember(Schema derived, Schema<?> described) {
        if (described.getTypes() != null) {
            return described;
        }
        if (described.getExample() != null) {
            derived.setExample(described.getExample());
        }
        return derived.description(described.getDescription());
    }

    private static void refusals(Paths paths, Route route) {
        var path = paths.get(route.pattern());
        if (path == null) {
            return;
        }
        var method = PathItem.HttpMethod.valueOf(route.method().name());
        var operation = Objects.requireNonNull(path.readOperationsMap().get(method));
        var responses = operation.getResponses();
        switch (route.access()) {
            case OPEN, COURIER -> {}
            case SIGNED_IN, SUPPORT, ADMINISTRATOR ->
                operation.addSecurityItem(new SecurityRequirement().addList("session"));
            case SHOP_READ, SHOP_WRITE, SHOP_TEST ->
                operation.addSecurityItem(new SecurityRequirement()
                        .addList("shopKey", route.access().scope()));
        }
        if (route.access() != Access.OPEN) {
            responses.addApiResponse("401", refused(Problem.UNAUTHENTICATED.title()));
            responses.addApiResponse("403", refused(Problem.FORBIDDEN.title()));
        }
        var neverSaysWhatExists =
                route.pattern().endsWith("/renewal") || route.pattern().contains("/sessions");
        if (!neverSaysWhatExists
                && (route.pattern().contains("{") || route.method().matches("POST"))) {
            responses.putIfAbsent("404", refused(unknown(route).title()));
        }
        responses.addApiResponse("429", refused(Problem.TOO_MANY_REQUESTS.title() + "; `Retry-After` says how long"));
        responses.addApiResponse("default", refused("Any other refusal"));
        responses.forEach((status, response) -> {
            if (!status.startsWith("2")) {
                response.setContent(problem());
            }
        });
    }

    private static Problem unknown(Route route) {
        if (route.pattern().contains("/quarantine")) {
            return Problem.QUARANTINED_UNKNOWN;
        }
        return route.pattern().endsWith("/shadow") ? Problem.SHADOW_ABSENT : Problem.ORDER_UNKNOWN;
    }

    private static ApiResponse refused(String why) {
        return new ApiResponse().description(why);
    }

    private static Content problem() {
        var schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
    }
}
