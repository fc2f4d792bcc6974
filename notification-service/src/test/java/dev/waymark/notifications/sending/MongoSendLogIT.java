package dev.waymark.notifications.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.embedded.junit.WithStore;
import dev.waymark.notifications.mongo.MongoSendLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

@WithStore
class MongoSendLogIT implements SendLogContract {

    private final MongoDatabase database;
    private final MongoSendLog log;

    MongoSendLogIT(MongoDatabase database) {
        this.database = database;
        log = new MongoSendLog(database, RULES, new NotificationMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void receiptsThatSettleNothingAnyMoreAreForgotten() {
        var receipts = database.getCollection("receipts");
        var old = SendLogContract.receipt("old", DeliveryReceipt.State.DELIVERED);
        var recent = SendLogContract.receipt("recent", DeliveryReceipt.State.DELIVERED);
        log.receive(old, NOW.minus(Duration.ofDays(15))).block();
        log.receive(recent, NOW.minus(Duration.ofDays(13))).block();

        log.forgetReceipts(NOW).block();

        assertThat(Flux.from(receipts.find(Filters.in("id", old.id(), recent.id())))
                        .map(document -> document.getString("id"))
                        .collectList()
                        .block())
                .containsExactly(recent.id());
    }

    @Override
    public SendLog log() {
        return log;
    }
}
