package dev.waymark.embedded.junit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.embedded.mongo.audit.MongoCommandAudit;
import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class of {@link WithStore} its database; all share one client. */
final class StoreExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MongoDatabase.class;
    }

    @Override
    public MongoDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var client = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(StoreExtension.class))
                .computeIfAbsent(MongoClient.class, _ -> audited(), MongoClient.class);
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
