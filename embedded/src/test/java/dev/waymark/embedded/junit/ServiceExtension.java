package dev.waymark.embedded.junit;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Behind {@link WithService}. The root store closes the services when the last test of the JVM has run. */
final class ServiceExtension implements ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private record Key(Class<? extends RunningService> type, List<String> settings) {

        RunningService start() {
            return ReflectionSupport.newInstance(type, (Object) settings.toArray(String[]::new));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == key(context).type();
    }

    @Override
    public RunningService resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return service(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        service(context).beforeTest();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        service(context).afterTest();
    }

    private static RunningService service(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ServiceExtension.class))
                .computeIfAbsent(key(context), Key::start, RunningService.class);
    }

    private static Key key(ExtensionContext context) {
        var asked = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), WithService.class)
                .orElseThrow();
        return new Key(asked.value(), List.of(asked.settings()));
    }
}
