package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The manifests as written; what Kustomize makes of them is {@link KustomizeTest}'s. */
class KubernetesManifestsTest {

    private static final Path K8S = ProjectFiles.ROOT.resolve("k8s");
    private static final Set<String> SERVICES =
            Set.of("courier-ingest-service", "order-service", "notification-service", "gateway");

    static Stream<Path> manifestFiles() {
        return ProjectFiles.below(K8S, ".yaml").stream()
                .filter(file -> !file.getFileName().toString().equals("kustomization.yaml"))
                .filter(file -> !file.getParent().endsWith("config"));
    }

    private static <T extends HasMetadata> List<T> all(Class<T> type) {
        return manifestFiles()
                .flatMap(file -> ProjectFiles.documents(file).stream())
                .flatMap(manifest -> Manifests.typed(manifest).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static List<Deployment> deployments() {
        return all(Deployment.class);
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Container container(Deployment deployment) {
        return pod(deployment).getContainers().get(0);
    }

    private static String name(HasMetadata resource) {
        return resource.getMetadata().getName();
    }

    @ParameterizedTest
    @MethodSource("manifestFiles")
    void everyFieldIsOneThatKubernetesKnows(Path file) {
        assertThat(ProjectFiles.documents(file))
                .isNotEmpty()
                .allSatisfy(manifest -> Manifests.typed(manifest)
                        .ifPresent(resource -> assertThat(Manifests.unknownFields(resource))
                                .as(Manifests.kind(manifest))
                                .isEmpty()));
    }

    @Test
    void misspeltFieldIsNoticed() {
        var manifest = ProjectFiles.documents("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: x}
                        spec: {template: {spec: {containers: [{name: x, livenesProbe: {}}]}}}
                        """).get(0);

        assertThat(Manifests.unknownFields(Manifests.typed(manifest).orElseThrow()))
                .containsExactly("/Spec/Template/Spec/Containers[0]/livenesProbe");
    }

    @Test
    void kindNobodyKnowsIsNoticed() {
        var manifest = ProjectFiles.documents("{apiVersion: apps/v1, kind: Deploymnet}")
                .get(0);

        assertThatThrownBy(() -> Manifests.typed(manifest)).hasMessageContaining("Deploymnet");
    }

    @Test
    void everyServiceHasItsDeployment() {
        assertThat(deployments())
                .extracting(KubernetesManifestsTest::name)
                .containsExactlyInAnyOrderElementsOf(SERVICES);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void deploymentSaysWhetherItLives(Deployment deployment) {
        var container = container(deployment);

        assertThat(List.of(container.getStartupProbe(), container.getLivenessProbe()))
                .allSatisfy(probe -> {
                    assertThat(probe.getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
                    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
                });
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        assertThat(container.getReadinessProbe().getHttpGet().getPort().getStrVal())
                .isEqualTo("management");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void deploymentIsBounded(Deployment deployment) {
        var resources = container(deployment).getResources();

        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsKey("memory");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void deploymentRunsWithNoMoreRightsThanItNeeds(Deployment deployment) {
        var pod = pod(deployment);
        var container = container(deployment);

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .anySatisfy(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void deploymentLeavesInPeace(Deployment deployment) {
        var sleep = container(deployment).getLifecycle().getPreStop().getSleep().getSeconds();

        assertThat(sleep).isPositive();
        assertThat(pod(deployment).getTerminationGracePeriodSeconds()).isGreaterThan(sleep + 30);
        assertThat(pod(deployment).getTopologySpreadConstraints()).isNotEmpty();
        assertThat(all(PodDisruptionBudget.class))
                .anySatisfy(budget -> assertThat(budget.getSpec().getSelector().getMatchLabels())
                        .isEqualTo(deployment.getSpec().getSelector().getMatchLabels()));
    }

    @Test
    void nothingMayTalkToAnythingUnlessAPolicySaysSo() {
        assertThat(policy("deny-all").getSpec().getPodSelector().getMatchLabels())
                .isNullOrEmpty();
        assertThat(policy("deny-all").getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy("deny-all").getSpec().getIngress()).isNullOrEmpty();
        assertThat(policy("deny-all").getSpec().getEgress()).isNullOrEmpty();
    }

    @Test
    void onlyTheGatewayIsReachedFromOutside() {
        assertThat(callers("gateway")).containsExactly("namespace ingress-nginx");
        assertThat(callers("courier-ingest-service")).containsExactly("gateway");
        assertThat(callers("order-service")).containsExactly("gateway", "notification-service");
        assertThat(callers("notification-service")).containsExactly("gateway");
        assertThat(all(Ingress.class))
                .singleElement()
                .satisfies(ingress -> assertThat(ingress.getSpec().getRules())
                        .flatExtracting(rule -> rule.getHttp().getPaths())
                        .extracting(path -> path.getBackend().getService().getName())
                        .containsExactly("gateway"));
    }

    private static NetworkPolicy policy(String name) {
        return all(NetworkPolicy.class).stream()
                .filter(policy -> name(policy).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> callers(String service) {
        return policy(service).getSpec().getIngress().stream()
                .map(NetworkPolicyIngressRule::getFrom)
                .flatMap(List::stream)
                .map(KubernetesManifestsTest::caller)
                .sorted()
                .toList();
    }

    private static String caller(NetworkPolicyPeer peer) {
        return peer.getPodSelector() != null
                ? peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/name")
                : "namespace " + peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name");
    }

    @Test
    void noManifestHoldsASecret() {
        assertThat(manifestFiles().flatMap(file -> ProjectFiles.documents(file).stream()))
                .extracting(Manifests::kind)
                .doesNotContain("v1/Secret");
        assertThat(ProjectFiles.below(K8S, "kustomization.yaml"))
                .allSatisfy(file -> assertThat(ProjectFiles.document(file).has("secretGenerator"))
                        .as(file.toString())
                        .isFalse());
    }

    @Test
    void everySecretIsDocumented() {
        var readme = ProjectFiles.text(K8S.resolve("README.md"));

        assertThat(secretNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
    }

    private static Stream<String> secretNames() {
        return manifestFiles()
                .flatMap(file -> ProjectFiles.documents(file).stream())
                .flatMap(KubernetesManifestsTest::secretNames)
                .distinct();
    }

    private static Stream<String> secretNames(JsonNode manifest) {
        return Stream.of(
                        manifest.findValues("secretName").stream(),
                        manifest.findValues("secretKeyRef").stream().map(reference -> reference.path("name")),
                        manifest.findValues("secretRef").stream().map(reference -> reference.path("name")))
                .flatMap(names -> names)
                .map(JsonNode::asString);
    }

    @Test
    void imagesArePinned() {
        var kustomization = ProjectFiles.document(K8S.resolve("base/kustomization.yaml"));

        assertThat(kustomization.path("images").values())
                .extracting(image -> image.path("name").asString())
                .containsExactlyInAnyOrderElementsOf(
                        SERVICES.stream().map(name -> "waymark/" + name).toList());
        assertThat(kustomization.path("images").values())
                .allSatisfy(image -> assertThat(image.path("newTag").asString()).matches("\\d+\\.\\d+\\.\\d+"));
        assertThat(all(StatefulSet.class))
                .flatExtracting(set -> set.getSpec().getTemplate().getSpec().getContainers())
                .extracting(Container::getImage)
                .allSatisfy(image -> assertThat(image).matches("[a-z/]+:\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void lagIsThatOfTheGroupThatReads() {
        var trigger = ProjectFiles.document(K8S.resolve("components/scale-on-lag/order-service.yaml"))
                .at("/spec/triggers/0/metadata");
        var reading = ProjectFiles.document(ProjectFiles.ROOT.resolve("docs/asyncapi.yaml"))
                .at("/operations/order-service.project-tracking-events");

        assertThat(trigger.path("consumerGroup")).isEqualTo(reading.at("/bindings/kafka/groupId/enum/0"));
        assertThat("#/channels/" + trigger.path("topic").asString())
                .isEqualTo(reading.at("/channel/$ref").asString());
    }

    @Test
    void portsAreTheServicesOwn() {
        var ports = Map.of(
                "gateway", List.of(8080, 9080),
                "courier-ingest-service", List.of(8081, 9081),
                "order-service", List.of(8082, 9082),
                "notification-service", List.of(8083, 9083));

        assertThat(deployments())
                .allSatisfy(deployment -> assertThat(container(deployment).getPorts())
                        .extracting(port -> port.getContainerPort())
                        .isEqualTo(ports.get(name(deployment))));
    }
}
