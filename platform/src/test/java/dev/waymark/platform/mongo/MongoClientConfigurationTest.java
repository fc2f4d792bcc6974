package dev.waymark.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteConcernResult;
import com.mongodb.bulk.WriteConcernError;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class MongoClientConfigurationTest {

    @Test
    void majorityIsNotWaitedForLongerThanTheAnswer() {
        var settings = new MongoSettings(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofHours(1), false);
        var client = MongoClientSettings.builder();

        new MongoClientConfiguration().durableWritesAndTimeouts(settings).customize(client);

        assertThat(client.build().getWriteConcern().getWTimeout(TimeUnit.SECONDS))
                .isEqualTo(5);
        assertThat(client.build().getSocketSettings().getReadTimeout(TimeUnit.SECONDS))
                .isEqualTo(20);
    }

    @Test
    void writeThatNoMajorityConfirmedIsOneOfAStoreThatIsAway() {
        var unconfirmed = new MongoWriteConcernException(
                new WriteConcernError(
                        64, "WriteConcernTimeout", "waiting for replication timed out", new BsonDocument()),
                WriteConcernResult.unacknowledged(),
                new ServerAddress(),
                Set.of());

        assertThat(MongoFailures.isUnavailable(unconfirmed)).isTrue();
        assertThat(MongoFailures.isKeyConflict(unconfirmed)).isFalse();
    }
}
