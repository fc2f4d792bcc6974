package dev.waymark.embedded.junit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class of {@link WithStore} its database, or the client that all share. */
final class StoreExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(MongoDatabase.class, MongoClient.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var client = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(StoreExtension.class))
                .computeIfAbsent(MongoClient.class, _ -> audited(), MongoClient.class);
        if (parameter.getParameter().getType() == MongoClient.class) {
            return client;
        }
        return client.getDatabase(TestInfrastructure.database(
                context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT)));
    }

    private static MongoClient audited() {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestInfrastructure.mongoUri()))
                .addCommandListener(MongoCommandAudit.shared())
                .build());
    }
}
