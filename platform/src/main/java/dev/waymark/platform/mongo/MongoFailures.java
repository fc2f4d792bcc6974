package dev.waymark.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;

/** What a failed write means. */
public final class MongoFailures {

    private MongoFailures() {}

    /** Whether another document has the id, or another value that is unique. */
    public static boolean isKeyConflict(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
