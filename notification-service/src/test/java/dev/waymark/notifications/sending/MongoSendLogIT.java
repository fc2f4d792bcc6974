package dev.waymark.notifications.sending;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.notifications.mongo.MongoSendLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

@WithStore
class MongoSendLogIT implements SendLogContract {

    private final MongoSendLog log;

    MongoSendLogIT(MongoDatabase database) {
        log = new MongoSendLog(database, RULES, new NotificationMetrics(new SimpleMeterRegistry()));
    }

    @Override
    public SendLog log() {
        return log;
    }
}
