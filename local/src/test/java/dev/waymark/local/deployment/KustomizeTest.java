package dev.waymark.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kustomize makes of the manifests, where `kubectl` is on the path; elsewhere the test says that it was skipped. */
class KustomizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/single-node", "overlays/production", "overlays/production-autoscaled"})
    void buildsAndRefersOnlyToWhatIsThere(String folder) {
        var kubectl = Tool.onThePath("kubectl");

        var manifests = ProjectFiles.documents(kubectl.run(
                "kustomize", ProjectFiles.ROOT.resolve("k8s").resolve(folder).toString()));

        var resources = manifests.stream()
                .flatMap(manifest -> Manifests.typed(manifest).stream())
                .toList();
        assertThat(resources)
                .allSatisfy(resource ->
                        assertThat(Manifests.unknownFields(resource)).isEmpty());
        var configMaps = resources.stream()
                .filter(resource -> resource.getKind().equals("ConfigMap"))
                .map(resource -> resource.getMetadata().getName())
                .toList();
        assertThat(resources)
                .filteredOn(Deployment.class::isInstance)
                .hasSize(4)
                .allSatisfy(resource -> {
                    var deployment = (Deployment) resource;
                    assertThat(configMaps).containsAll(referredConfigMaps(deployment));
                    assertThat(deployment.getMetadata().getNamespace()).isEqualTo("waymark");
                });
    }

    private static List<String> referredConfigMaps(Deployment deployment) {
        var pod = deployment.getSpec().getTemplate().getSpec();
        return java.util.stream.Stream.concat(
                        pod.getVolumes().stream()
                                .filter(volume -> volume.getConfigMap() != null
                                        // What a shop may add is not in our manifests.
                                        && !Boolean.TRUE.equals(
                                                volume.getConfigMap().getOptional()))
                                .map(volume -> volume.getConfigMap().getName()),
                        pod.getContainers().get(0).getEnvFrom().stream()
                                .map(source -> source.getConfigMapRef().getName()))
                .toList();
    }
}
