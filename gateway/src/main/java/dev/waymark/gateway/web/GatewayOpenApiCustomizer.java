package dev.waymark.gateway.web;

import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.contract.view.AttachedShipments;
import dev.waymark.contract.view.ChangedOrder;
import dev.waymark.contract.view.CourierCandidates;
import dev.waymark.contract.view.DetachedShipment;
import dev.waymark.contract.view.DryRunRequest;
import dev.waymark.contract.view.DryRunResponse;
import dev.waymark.contract.view.PlacedOrder;
import dev.waymark.contract.view.RevokedLinks;
import dev.waymark.contract.view.ShopCouriers;
import dev.waymark.gateway.access.Routes;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Completes the document of the API: {@code api.yaml} says what the controllers and records do not say themselves, the
 * table of routes who may what.
 */
final class GatewayOpenApiCustomizer implements OpenApiCustomizer {

    private static final String SCHEMA = "#/components/schemas/";

    /** What goes in and out by routes that have no controller here. */
    private static final List<Class<?>> ROUTED = List.of(
            PlacedOrder.class,
            AttachedShipments.class,
            ChangedOrder.class,
            DetachedShipment.class,
            RevokedLinks.class,
            CourierCandidates.class,
            ShopCouriers.class,
            DryRunRequest.class,
            DryRunResponse.class);

    /** What a record inside another is called where there is no other: {@code Promise} is a word of the language in a client. */
    private static final Map<String, String> NAMES = Map.of(
            "Hit", "SearchHit",
            "Information", "InformationFact",
            "Item", "OrderItem",
            "Promise", "PromisedDates",
            "Retraction", "RetractionFact",
            "Status", "StatusFact",
            "Summary", "OrderSummary");

    private final ObjectMapper json = Json31.mapper();

    GatewayOpenApiCustomizer(ObjectMapperProvider mappers) {
        var mapper = mappers.jsonMapper();
        var annotations = mapper.getSerializationConfig().getAnnotationIntrospector();
        mapper.setAnnotationIntrospector(AnnotationIntrospector.pair(new RequiredComponents(), annotations));
    }

    @Override
    public void customise(OpenAPI api) {
        ROUTED.forEach(
                type -> ModelConverters.getInstance(true).readAll(type).forEach(api.getComponents()::addSchemas));
        ObjectNode document = json.valueToTree(api);
        rename(document);
        merge(document, described());
        var problems = new ProblemResponses(document);
        Routes.ALL.forEach(route -> {
            var method = route.method().name().toLowerCase(Locale.ROOT);
            if (document.path("paths").path(route.pattern()).path(method) instanceof ObjectNode operation) {
                problems.complete(operation, route);
            }
        });
        problems.describe();
        var complete = json.convertValue(document, OpenAPI.class);
        api.info(complete.getInfo())
                .servers(complete.getServers())
                .tags(complete.getTags())
                .paths(complete.getPaths())
                .components(complete.getComponents());
    }

    private JsonNode described() {
        try (var yaml = GatewayOpenApiCustomizer.class.getResourceAsStream("/gateway/api.yaml")) {
            // Not by Jackson, which knows no anchors.
            return json.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rename(ObjectNode document) {
        document.findParents("$ref").forEach(parent -> {
            var name = parent.path("$ref").asText().replace(SCHEMA, "");
            ((ObjectNode) parent).put("$ref", SCHEMA + NAMES.getOrDefault(name, name));
        });
        if (document.path("components").path("schemas") instanceof ObjectNode schemas) {
            NAMES.forEach((name, other) -> schemas.set(other, schemas.remove(name)));
        }
    }

    /** RFC 7396: what is null there goes, objects are merged, all else is put in place. */
    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(member -> {
            var name = member.getKey();
            switch (member.getValue()) {
                case JsonNode nothing when nothing.isNull() -> target.remove(name);
                case ObjectNode changes ->
                    merge(target.get(name) instanceof ObjectNode present ? present : target.putObject(name), changes);
                case JsonNode value -> target.set(name, value.deepCopy());
            }
        });
    }
}
