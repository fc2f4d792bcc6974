package dev.waymark.embedded.mongo.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.waymark.embedded.TestInfrastructure;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MongoCommandAuditTest {

    private final MongoCommandAudit audit = new MongoCommandAudit(AllowedCommands.checkedIn());
    private MongoClient client;
    private MongoCollection<Document> parcels;

    @BeforeEach
    void connect() {
        client = clientWith(audit);
        parcels = client.getDatabase("audit").getCollection("c" + UUID.randomUUID());
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void listedCommandsPass() {
        parcels.createIndex(Indexes.ascending("n"), new IndexOptions().unique(true));
        parcels.insertOne(new Document("n", 1));
        parcels.updateOne(Filters.gt("n", 0), Updates.set("n", 2));
        parcels.find(Filters.eq("n", 2)).sort(Indexes.ascending("n")).first();
        parcels.countDocuments();

        assertThat(audit.violations()).isEmpty();
        audit.failOnViolations();
    }

    @Test
    void unlistedOperatorIsNamedWithTheLineToAdd() {
        parcels.find(Filters.and(Filters.eq("a", 1), Filters.regex("city", "^B")))
                .first();
        parcels.find(Filters.mod("n", 2, 0)).first();

        assertThat(audit.violations())
                .containsExactly("MongoDB's operator $mod of command find is not listed. Look it up in the manual, "
                        + "also for sharded clusters; then add a line \"operator,$mod,find,…\" "
                        + "to embedded/src/test/resources/mongodb-allowed.csv.");
    }

    @Test
    void operatorListedForOneCommandIsNotListedForAnother() {
        assertThat(AllowedCommands.checkedIn().permit(new CommandUsage(CommandUsage.Kind.OPERATOR, "$inc", "update")))
                .isTrue();
        assertThat(AllowedCommands.checkedIn()
                        .permit(new CommandUsage(CommandUsage.Kind.OPERATOR, "$inc", "aggregate")))
                .isFalse();
    }

    @Test
    void unlistedCommandAndOptionsAreNamed() {
        client.getDatabase("audit").runCommand(new Document("dbStats", 1));
        parcels.find().maxTime(1, TimeUnit.SECONDS).first();
        parcels.createIndex(Indexes.ascending("at"), new IndexOptions().expireAfter(1L, TimeUnit.DAYS));

        assertThat(audit.violations()).hasSize(3);
        assertThatThrownBy(audit::failOnViolations)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("command dbStats")
                .hasMessageContaining("option maxTimeMS of command find")
                .hasMessageContaining("option indexes.expireAfterSeconds of command createIndexes");
        assertThat(audit.violations()).isEmpty();
    }

    @Test
    void updateByPipelineIsNotTakenForTheOperatorsItNames() {
        assertThatThrownBy(() -> parcels.updateOne(Filters.eq("n", 1), List.of(Updates.set("n", 2))))
                .isInstanceOf(Exception.class);

        assertThat(audit.violations())
                .singleElement()
                .asString()
                .startsWith("MongoDB's option updates.u as a pipeline of command update is not listed.");
    }

    @Test
    void extensionFailsTheTestThatSentIt() {
        try (var other = clientWith(MongoCommandAudit.shared())) {
            other.getDatabase("audit")
                    .getCollection("none")
                    .find(Filters.mod("n", 2, 0))
                    .first();
        }

        var extension = new AllowedMongoCommandsExtension();
        assertThatThrownBy(() -> extension.afterEach(null)).hasMessageContaining("operator $mod of command find");
        extension.afterAll(null);
    }

    /** Why there is an extension: if this fails one day, the listener itself can refuse. */
    @Test
    void driverSwallowsTheExceptionOfAListener() {
        CommandListener refusing = new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                throw new IllegalStateException("refused");
            }
        };

        try (var other = clientWith(refusing)) {
            assertThat(other.getDatabase("audit").getCollection("none").find().first())
                    .isNull();
        }
    }

    private static MongoClient clientWith(CommandListener listener) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(TestInfrastructure.mongoUri()))
                .addCommandListener(listener)
                .build());
    }
}
