package dev.waymark.gateway.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import reactor.util.retry.Retry;
import reactor.util.retry.RetrySpec;

/** Two upserts of one new {@code _id} at once: the server refuses the second, and then it is a plain update. */
final class DuplicateKeys {

    private static final int E11000 = 11_000;

    private DuplicateKeys() {}

    static RetrySpec onceMore() {
        return Retry.max(3).filter(DuplicateKeys::is);
    }

    private static boolean is(Throwable failure) {
        return (failure instanceof MongoCommandException command && command.getErrorCode() == E11000)
                || (failure instanceof MongoWriteException write
                        && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY);
    }
}
