package dev.waymark.gateway.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.Problem;
import dev.waymark.gateway.limits.AttemptLimit;
import dev.waymark.gateway.limits.AttemptLimiter;
import dev.waymark.gateway.limits.LimitSettings;
import dev.waymark.gateway.signin.SessionSettings;
import dev.waymark.platform.crypto.Hmac;
import dev.waymark.platform.mongo.MongoFailures;
import dev.waymark.platform.web.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetrySpec;

/** One document for each limit, subject and window; its key is a keyed hash, for a subject may be an address. */
final class MongoAttemptLimiter implements AttemptLimiter {

    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    /** Two upserts of one new {@code _id} at once: the server refuses the second, and then it is a plain update. */
    private static final RetrySpec ONCE_MORE = Retry.max(3).filter(MongoFailures::isKeyConflict);

    private final MongoCollection<Document> limits;
    private final LimitSettings settings;
    private final Hmac hmac;
    private final Clock clock;

    MongoAttemptLimiter(MongoDatabase database, LimitSettings settings, SessionSettings sessions, Clock clock) {
        this.limits = database.getCollection("limits");
        this.settings = settings;
        this.hmac = sessions.hmac("limits");
        this.clock = clock;
    }

    @Override
    public Mono<Void> count(AttemptLimit limit, String subject) {
        return Mono.defer(() -> {
            var now = clock.instant();
            var number = window(limit, now);
            var end = Instant.ofEpochMilli((number + 1) * limit.window().toMillis());
            return Mono.from(limits.findOneAndUpdate(
                            Filters.eq("_id", id(limit, subject, number)),
                            Updates.combine(Updates.inc("count", 1), Updates.setOnInsert("expiresAt", Date.from(end))),
                            UPSERT))
                    .retryWhen(ONCE_MORE)
                    .flatMap(counted -> counted.getInteger("count") > limit.tries(settings)
                            ? Mono.error(ProblemException.retryAfter(Problem.TOO_MANY_TRIES, wait(now, end)))
                            : Mono.empty());
        });
    }

    @Override
    public Mono<Void> release(AttemptLimit limit, String subject) {
        return Mono.defer(() -> Mono.from(limits.updateOne(
                        Filters.eq("_id", id(limit, subject, window(limit, clock.instant()))),
                        Updates.inc("count", -1))))
                .then();
    }

    /** Keys are equality on _id: the built-in index. */
    private String id(AttemptLimit limit, String subject, long window) {
        return hmac.base64Url(limit.name() + "\n" + subject + "\n" + window);
    }

    private static long window(AttemptLimit limit, Instant now) {
        return now.toEpochMilli() / limit.window().toMillis();
    }

    private static Duration wait(Instant now, Instant end) {
        return Duration.ofSeconds(Math.max(1, Duration.between(now, end).toSeconds() + 1));
    }
}
