package dev.waymark.platform.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class MongoInsertsTest {

    private final MongoWriteException conflict =
            new MongoWriteException(new WriteError(11000, "", new BsonDocument()), new ServerAddress(), Set.of());

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void firstOneInserts() {
        assertThat(MongoInserts.insertOrFind(Mono.just("new"), Mono.just("there"))
                        .block())
                .isEqualTo("new");
    }

    @Test
    void secondOneFindsWhatIsThere() {
        assertThat(MongoInserts.insertOrFind(Mono.error(conflict), Mono.just("there"))
                        .block())
                .isEqualTo("there");
    }

    @Test
    void whatIsGoneAgainIsInserted() {
        assertThat(MongoInserts.insertOrFind(conflictingFor(2), Mono.empty()).block())
                .isEqualTo("new");
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatIsNotVisibleYetIsFoundLater() {
        var visible = Mono.defer(() -> tries.get() < 3 ? Mono.<String>empty() : Mono.just("there"));

        assertThat(MongoInserts.insertOrFind(conflictingFor(9), visible).block())
                .isEqualTo("there");
    }

    @Test
    void whatNeverShowsIsAnErrorAndNoEmptyAnswer() {
        assertThatThrownBy(() -> MongoInserts.insertOrFind(conflictingFor(Integer.MAX_VALUE), Mono.empty())
                        .block())
                .isSameAs(conflict);
    }

    private Mono<String> conflictingFor(int times) {
        return Mono.defer(() -> tries.incrementAndGet() <= times ? Mono.error(conflict) : Mono.just("new"));
    }
}
