package dev.waymark.local.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Manifests as Kubernetes' own types, and what in them no such type knows. */
final class Manifests {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/ConfigMap", ConfigMap.class,
            "v1/Namespace", Namespace.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1/Ingress", Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    /** Kinds that a cluster learns from somebody else's operator. */
    private static final Set<String> FOREIGN =
            Set.of("keda.sh/v1alpha1/ScaledObject", "kafka.strimzi.io/v1beta2/KafkaTopic");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Manifests() {}

    static String kind(JsonNode manifest) {
        return manifest.path("apiVersion").asString() + "/"
                + manifest.path("kind").asString();
    }

    /** {@code manifest} as its type; empty for a kind of somebody else's; unknown kinds and wrong types are errors. */
    static Optional<HasMetadata> typed(JsonNode manifest) {
        var kind = kind(manifest);
        if (FOREIGN.contains(kind)) {
            return Optional.empty();
        }
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("kind: \"%s\" (expected: one of %s)".formatted(kind, KINDS.keySet()));
        }
        try {
            return Optional.of(MAPPER.readValue(manifest.toString(), type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(kind, e);
        }
    }

    /** Paths of fields that the types do not know: they take such fields silently, as does `kubectl kustomize`. */
    static List<String> unknownFields(Object value) {
        var found = new ArrayList<String>();
        collect(value, "", found);
        return found;
    }

    private static void collect(Object value, String path, List<String> found) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), path + "[" + i + "]", found);
            }
        } else if (value.getClass().getPackageName().startsWith("io.fabric8.kubernetes.api.model")
                && !value.getClass().isEnum()) {
            for (var getter : value.getClass().getMethods()) {
                if (!getter.getName().startsWith("get")
                        || getter.getParameterCount() > 0
                        || getter.getName().equals("getClass")) {
                    continue;
                }
                var held = held(value, getter);
                var name = getter.getName().substring(3);
                if (name.equals("AdditionalProperties")) {
                    ((Map<?, ?>) held).keySet().forEach(field -> found.add(path + "/" + field));
                } else if (held != null) {
                    collect(held, path + "/" + name, found);
                }
            }
        }
    }

    private static Object held(Object value, java.lang.reflect.Method getter) {
        try {
            return getter.invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter.toString(), e);
        }
    }
}
