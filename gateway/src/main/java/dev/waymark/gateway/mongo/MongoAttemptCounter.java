package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import dev.waymark.contract.Problem;
import dev.waymark.gateway.limits.AttemptCounter;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** One document for each rule, subject and window; its key is a keyed hash, for a subject may be an address. */
public final class MongoAttemptCounter implements AttemptCounter {

    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> limits;
    private final UnaryOperator<String> hash;
    private final Clock clock;

    public MongoAttemptCounter(MongoCollection<Document> limits, UnaryOperator<String> hash, Clock clock) {
        this.limits = limits;
        this.hash = hash;
        this.clock = clock;
    }

    @Override
    public Mono<Void> count(AttemptLimit rule, String subject) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var window = rule.window().toMillis();
            var number = now.toEpochMilli() / window;
            var end = Instant.ofEpochMilli((number + 1) * window);
            // Keys are equality on _id: the built-in index.
            var id = hash.apply(rule.name() + "\n" + subject + "\n" + number);
            return Mono.from(limits.findOneAndUpdate(
                            Filters.eq("_id", id),
                            Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("expiresAt", Date.from(end))),
                            UPSERT))
                    .retryWhen(DuplicateKeys.onceMore())
                    .flatMap(counted -> counted.getInteger("count") > rule.tries()
                            ? Mono.error(ProblemException.retryAfter(Problem.TOO_MANY_TRIES, wait(now, end)))
                            : Mono.empty());
        });
    }

    private static Duration wait(Instant now, Instant end) {
        return Duration.ofSeconds(Math.max(1, Duration.between(now, end).toSeconds() + 1));
    }
}
