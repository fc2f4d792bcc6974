package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Channel;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.mongo.MongoSendQueue;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@WithStore
class MongoSendQueueIT implements SendQueueContract {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoDatabase database;
    private final MongoSendQueue queue;

    MongoSendQueueIT(MongoDatabase database) {
        this.database = database;
        this.queue = new MongoSendQueue(database, JSON);
    }

    @BeforeEach
    void empty() {
        Mono.from(database.getCollection("retries").drop()).block();
    }

    @Override
    public SendQueue queue() {
        return queue;
    }

    @Test
    void retryOfAnEarlierReleaseIsDueOnEveryChannel() {
        var update = NotificationSamples.placed("10042", NOW);
        var former = new Document("_id", update.id().value())
                .append("update", JSON.writeValueAsString(update))
                .append("tries", 3)
                .append("dueAt", Date.from(NOW));
        Mono.from(database.getCollection("retries").insertOne(former)).block();

        queue.divideFormerEntries(Set.of(Channel.EMAIL, Channel.SMS)).block();

        assertThat(queue.claimDue(Channel.EMAIL, NOW, CLAIMED, 10).collectList().block())
                .hasSize(1);
        assertThat(queue.claimDue(Channel.SMS, NOW, CLAIMED, 10).collectList().block())
                .hasSize(1);
        assertThat(Mono.from(database.getCollection("retries").countDocuments()).block())
                .isEqualTo(2);
    }

    /** (issue 11, A1) */
    @Test
    void entryThatCannotBeReadHoldsUpNoOther() {
        var unreadable = new Document("_id", "0:EMAIL")
                .append("channel", "EMAIL")
                .append("update", "{\"type\":\"order-confirmed\",\"placedAt\":\"x\"}")
                .append("tries", 0)
                .append("dueAt", Date.from(NOW.minusSeconds(60)));
        Mono.from(database.getCollection("retries").insertOne(unreadable)).block();
        queue.add(List.of(NotificationSamples.placed("10042", NOW)), Set.of(Channel.EMAIL), NOW)
                .block();

        assertThat(queue.claimDue(Channel.EMAIL, NOW, CLAIMED, 10).collectList().block())
                .hasSize(1);
    }
}
