package dev.waymark.gateway.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Marks as required what a record never leaves out: all its components but the {@link Nullable} ones. */
final class RequiredMembers {

    @SuppressWarnings("rawtypes") // As the library has it.
    private final Map<String, Schema> schemas;

    private final Set<Class<?>> seen = new HashSet<>();

    RequiredMembers(@SuppressWarnings("rawtypes") Map<String, Schema> schemas) {
        this.schemas = schemas;
    }

    /** In the schema of {@code type}, and of every record within it. */
    void mark(Class<?> type) {
        if (!type.isRecord() || !seen.add(type)) {
            return;
        }
        Schema<?> schema = schemas.get(name(type));
        for (var component : type.getRecordComponents()) {
            var property = propertyName(component);
            if (schema != null
                    && isAlwaysThere(component)
                    && schema.getProperties().containsKey(property)) {
                schema.addRequiredItem(property);
            }
            within(component.getAnnotatedType());
        }
    }

    private void within(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType list) {
            Arrays.stream(list.getAnnotatedActualTypeArguments()).forEach(this::within);
        } else if (type.getType() instanceof Class<?> plain) {
            mark(plain);
        }
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String propertyName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static String name(Class<?> type) {
        var named = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return named == null || named.name().isEmpty() ? type.getSimpleName() : named.name();
    }
}
