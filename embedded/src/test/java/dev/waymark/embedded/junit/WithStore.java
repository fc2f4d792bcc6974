package dev.waymark.embedded.junit;

import dev.waymark.embedded.mongo.audit.AllowedMongoCommandsExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests use the MongoDB of {@link dev.waymark.embedded.TestInfrastructure}, and ask it nothing that
 * {@code mongodb-allowed.csv} does not list. A {@code MongoDatabase} in a constructor is new and the class's own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith({AllowedMongoCommandsExtension.class, StoreExtension.class})
public @interface WithStore {}
