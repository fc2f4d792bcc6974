package dev.waymark.embedded.mongo.audit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that usage MongoDB something `mongodb-allowed.csv` does not list, and a class for what came later. */
public final class AllowedMongoCommandsExtension implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        MongoCommandAudit.shared().failOnViolations();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        MongoCommandAudit.shared().failOnViolations();
    }
}
