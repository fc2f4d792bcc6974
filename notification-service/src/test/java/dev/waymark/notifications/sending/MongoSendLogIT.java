package dev.waymark.notifications.sending;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.waymark.embedded.TestInfrastructure;
import dev.waymark.notifications.mongo.MongoSendLog;
import org.junit.jupiter.api.AfterAll;

class MongoSendLogIT implements SendLogContract {

    private static final MongoClient CLIENT = MongoClients.create(TestInfrastructure.mongoUri());

    private final MongoSendLog log =
            new MongoSendLog(CLIENT.getDatabase(TestInfrastructure.database("send_log")), RULES);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Override
    public SendLog log() {
        return log;
    }
}
