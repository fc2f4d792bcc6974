package dev.waymark.contract;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/openapi.json} as a judge: of what is sent, and of every answer that a test gets. */
public final class ApiDocument {

    /** Answers that no operation lists, because any may give them. */
    private static final Set<String> UNLISTED = Set.of(
            "address-malformed",
            "address-too-long",
            "headers-too-large",
            "http-version-unsupported",
            "internal-error",
            "method-not-allowed",
            "not-acceptable",
            "precondition-failed",
            "request-timeout",
            "unsupported-media-type");

    private static final String PROBLEM = "application/problem+json";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Pattern> ADDRESSES = new ConcurrentHashMap<>();
    private static final ApiDocument CURRENT = new ApiDocument(read(Path.of("..", "docs", "openapi.json")));

    private final JsonNode document;
    private final List<Operation> operations;
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private ApiDocument(JsonNode document) {
        this.document = document;
        this.operations = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> !member.getKey().equals("parameters"))
                        .map(member -> new Operation(
                                member.getKey().toUpperCase(Locale.ROOT), path.getKey(), member.getValue())))
                // An address without variables goes before one with.
                .sorted(Comparator.comparing(operation -> operation.path().contains("{")))
                .toList();
    }

    /** As it is checked in. */
    public static ApiDocument current() {
        return CURRENT;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What can be done at one address. */
    public record Operation(String method, String path, JsonNode node) {

        private Pattern addresses() {
            return ADDRESSES.computeIfAbsent(path, ApiDocument::addresses);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Pattern addresses(String path) {
        var literals = VARIABLE.splitAsStream(path + " ").map(Pattern::quote).toList();
        return Pattern.compile(String.join("[^/]+", literals));
    }

    /** An answer as it came. */
    public record Answer(int status, Function<String, Optional<String>> headers, String body) {}

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that answers there; empty for a page, and for what is not there. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method)
                        && operation.addresses().matcher(path + " ").matches())
                .findFirst();
    }

    /** {@code node}, or what its {@code $ref} leads to. */
    public JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : resolved(document.at(reference.asString().substring(1)));
    }

    /** The named schema. */
    public JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    /** What {@code schema} has against {@code value}. */
    public List<String> violations(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        var root = JSON.createObjectNode();
        root.putArray("allOf").add(schema);
        root.set("components", document.path("components"));
        return schemas.getSchema(root);
    }

    /** What the document has against an answer of {@code operation}; empty when it is as described. */
    public List<String> violations(Operation operation, Answer answer) {
        var responses = operation.node().path("responses");
        var status = String.valueOf(answer.status());
        var response = resolved(responses.has(status) ? responses.path(status) : responses.path("default"));
        var wrong = new ArrayList<String>();
        if (response.isMissingNode()) {
            wrong.add("status " + status + " is not described");
            return wrong;
        }
        var listed = response.path("x-problems")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        response.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean()
                        && answer.headers().apply(header.getKey()).isEmpty())
                .forEach(header -> wrong.add("header " + header.getKey() + " is missing"));
        var type = answer.headers().apply("Content-Type").map(ApiDocument::withoutParameters);
        var content = type.map(actual -> content(response, actual)).orElse(null);
        if (!answer.body().isEmpty()) {
            if (content == null) {
                wrong.add("content of type %s is not described".formatted(type.orElse("nothing")));
            } else if (type.orElseThrow().endsWith("json")) {
                wrong.addAll(bodyViolations(content, answer.body(), listed, type.orElseThrow()));
            }
        } else if (response.has("content") && !response.path("content").has("*/*")) {
            wrong.add("the body is empty");
        }
        return wrong.stream()
                .map(sentence -> operation + " " + status + ": " + sentence)
                .toList();
    }

    private List<String> bodyViolations(JsonNode content, String body, List<String> listed, String type) {
        try {
            var value = JSON.readTree(body);
            var wrong = new ArrayList<>(violations(content.path("schema"), value));
            var code = value.path("code").asString("");
            if (type.equals(PROBLEM) && !listed.contains(code) && !UNLISTED.contains(code)) {
                wrong.add("problem %s is not listed (expected: one of %s)".formatted(code, listed));
            }
            if (!wrong.isEmpty()) {
                wrong.add("in " + body);
            }
            return wrong;
        } catch (JacksonException e) {
            return List.of("the body is not JSON: " + body);
        }
    }

    private static @Nullable JsonNode content(JsonNode response, String type) {
        return Stream.of(type, "*/*")
                .map(response.path("content")::get)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static String withoutParameters(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The examples of a request's body by name; none where there is no body. */
    public Map<String, JsonNode> examples(Operation operation) {
        var examples = new TreeMap<String, JsonNode>();
        operation
                .node()
                .at("/requestBody/content")
                .path(contentType(operation))
                .path("examples")
                .properties()
                .forEach(example ->
                        examples.put(example.getKey(), example.getValue().path("value")));
        return examples;
    }

    /** Of its body: JSON where it may be that, else the first that the document names. */
    public String contentType(Operation operation) {
        var types = operation.node().at("/requestBody/content").propertyNames();
        return types.isEmpty() || types.contains("application/json")
                ? "application/json"
                : types.iterator().next();
    }
}
