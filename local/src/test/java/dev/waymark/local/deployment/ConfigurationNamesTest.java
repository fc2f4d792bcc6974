package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;

/** Every name by which the compose file, the manifests and the secrets configure a service is read by that service. */
class ConfigurationNamesTest {

    static List<Service> services() {
        return List.of(
                new Service("courier-ingest-service", "dev.waymark.ingest", "CourierIngestApplication"),
                new Service("order-service", "dev.waymark.orders", "OrderServiceApplication"),
                new Service("notification-service", "dev.waymark.notifications", "NotificationServiceApplication"),
                new Service("gateway", "dev.waymark.gateway", "GatewayApplication"));
    }

    record Service(String title, String basePackage, String application) {

        /** Only of a service on this class path: of another its settings cannot be seen. */
        KnownProperties known() {
            assumeTrue(
                    ClassUtils.isPresent(basePackage + "." + application, null), title + " is not on the class path");
            return KnownProperties.of(title, basePackage);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** Read by the Java machine, not by Spring. */
    private static final String JVM = "JAVA_TOOL_OPTIONS";

    private static void assertKnown(Service service, List<String> names) {
        var known = service.known();
        assertThat(names)
                .as(service.title())
                .isNotEmpty()
                .filteredOn(name -> !name.equals(JVM))
                .allSatisfy(name -> assertThat(known.has(name)).as(name).isTrue());
    }

    @ParameterizedTest
    @MethodSource("services")
    void composeFileSaysNothingThatNobodyReads(Service service) {
        var compose = ProjectFiles.document(ProjectFiles.ROOT.resolve("docker-compose.yml"));
        var environment = compose.path("services").path(service.title()).path("environment");

        assertKnown(
                service,
                Stream.of(environment, compose.path("x-environment"))
                        .flatMap(names -> names.propertyNames().stream())
                        .filter(name -> !name.equals("<<"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void manifestsSayNothingThatNobodyReads(Service service) {
        var config = ProjectFiles.document(
                ProjectFiles.ROOT.resolve("k8s/base/config").resolve(service.title() + ".yaml"));

        assertKnown(
                service, Stream.concat(leaves("", config), sharedEnvironment()).toList());
    }

    @ParameterizedTest
    @MethodSource("services")
    void localSystemConfiguresNothingThatNobodyReads(Service service) {
        var folder = ProjectFiles.ROOT.resolve("local/src/main/resources/local/services");

        assertKnown(
                service,
                Stream.of("common", service.title())
                        .map(name -> ProjectFiles.document(folder.resolve(name + ".yaml")))
                        .flatMap(configuration -> leaves("", configuration))
                        .toList());
    }

    private static Stream<String> sharedEnvironment() {
        return ProjectFiles.below(ProjectFiles.ROOT.resolve("k8s"), "kustomization.yaml").stream()
                .map(ProjectFiles::document)
                .flatMap(kustomization -> kustomization.findValues("literals").stream())
                .flatMap(JsonNode::valueStream)
                .map(literal -> literal.asString().split("=", 2)[0]);
    }

    private static Stream<String> leaves(String prefix, JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(field -> leaves(
                            prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(), field.getValue()));
        }
        if (node.isArray() && node.valueStream().allMatch(JsonNode::isObject)) {
            return node.valueStream().flatMap(element -> leaves(prefix, element));
        }
        return Stream.of(prefix);
    }

    @ParameterizedTest
    @MethodSource("services")
    void readmeNamesNoSettingThatNobodyReads(Service service) {
        var known = service.known();
        var readme =
                ProjectFiles.text(ProjectFiles.ROOT.resolve(service.title()).resolve("README.md"));

        assertThat(documentedSettings(readme))
                .isNotEmpty()
                .allSatisfy(
                        spellings -> assertThat(spellings).as(spellings.get(0)).anyMatch(known::has));
    }

    /**
     * What the first column of a table names. A short name such as {@code .replicas} stands for one below any ancestor
     * of the full name before it, so it has several spellings.
     */
    private static List<List<String>> documentedSettings(String readme) {
        var rows = Pattern.compile("(?m)^\\| (`(?:waymark|spring)\\.[^|]+?) \\|")
                .matcher(readme)
                .results();
        return rows.flatMap(row -> {
                    var names = Pattern.compile("`([^`]+)`")
                            .matcher(row.group(1))
                            .results()
                            .flatMap(quoted -> Stream.of(quoted.group(1).split("/")))
                            .map(name -> name.replaceAll("<[^>]+>", "x").replace("[]", ""))
                            .filter(name -> !name.endsWith(".*"))
                            .toList();
                    return names.stream().map(name -> spellings(name, names.get(0)));
                })
                .toList();
    }

    private static List<String> spellings(String name, String full) {
        if (!name.startsWith(".")) {
            return List.of(name);
        }
        return Stream.iterate(parent(full), ancestor -> !ancestor.isEmpty(), ConfigurationNamesTest::parent)
                .map(ancestor -> ancestor + name)
                .toList();
    }

    private static String parent(String name) {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
    }

    @ParameterizedTest
    @MethodSource("services")
    void secretsAreNamedAsWhatReadsThem(Service service) {
        assertKnown(service, documentedSecrets().get(service.title()));
    }

    @Test
    void documentedSecretsAreTheOnesThatTheScriptMakes() {
        var script = ProjectFiles.text(ProjectFiles.ROOT.resolve("docker/make-secrets.sh"));

        assertThat(documentedSecrets())
                .hasSize(4)
                .allSatisfy((service, names) ->
                        assertThat(names).allSatisfy(name -> assertThat(script).contains(name)));
    }

    /** By service, from the table in the README: its rows are a secret's name and the names of the files in it. */
    private static Map<String, List<String>> documentedSecrets() {
        var row = Pattern.compile("(?m)^\\| `([a-z-]+)-secrets` \\| (.+?) \\|");
        var file = Pattern.compile("`([^`]+)`");
        return row.matcher(ProjectFiles.text(ProjectFiles.ROOT.resolve("k8s/README.md")))
                .results()
                .collect(java.util.stream.Collectors.toMap(
                        match -> match.group(1),
                        match -> file.matcher(match.group(2))
                                .results()
                                .map(name -> name.group(1))
                                .toList()));
    }
}
