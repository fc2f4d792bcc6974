package dev.waymark.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has schemas require what a record never leaves out: all its components but the {@link Nullable} ones. */
final class RequiredComponents extends NopAnnotationIntrospector {

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        return Stream.ofNullable(member.getDeclaringClass().getRecordComponents())
                .flatMap(Stream::of)
                .filter(component -> component.getName().equals(member.getName()))
                .findFirst()
                .map(RequiredComponents::isAlwaysThere)
                .orElse(null);
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !component.getAccessor().isAnnotationPresent(JsonInclude.class);
    }
}
