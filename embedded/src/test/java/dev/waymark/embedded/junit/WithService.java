package dev.waymark.embedded.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The service runs, one for all test classes of a JVM that ask for it with the same settings. The constructor of the test
 * takes it; it is made by its constructor with a {@code String[]} of settings.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ServiceExtension.class)
public @interface WithService {

    Class<? extends RunningService> value();

    /** Such as {@code --waymark.topics.partitions=2}, on top of what all its tests have. */
    String[] settings() default {};
}
