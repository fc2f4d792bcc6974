package dev.waymark.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import java.util.List;
import java.util.Set;
import org.bson.BSONException;
import org.bson.codecs.configuration.CodecConfigurationException;

/** What a failure means. */
public final class MongoFailures {

    /** BadValue, BSONObjectTooLarge, KeyTooLong, and two of updates that make a document too large. */
    private static final Set<Integer> CODES_OF_BAD_DATA = Set.of(2, 10334, 17280, 17419, 17420);

    private static final List<Class<? extends MongoException>> UNAVAILABLE = List.of(
            MongoTimeoutException.class,
            MongoSocketException.class,
            MongoConnectionPoolClearedException.class,
            MongoNotPrimaryException.class,
            MongoNodeIsRecoveringException.class,
            MongoWriteConcernException.class);

    private MongoFailures() {}

    /** Whether MongoDB is away, or no majority of it confirms. Whether a write has happened is not known then. */
    public static boolean isUnavailable(Throwable failure) {
        return UNAVAILABLE.stream().anyMatch(kind -> kind.isInstance(failure));
    }

    /**
     * Whether the data is at fault that was to be read or written, so that trying again is of no use: a document that is too
     * large, or none of its kind. Any other failure may be one of a store that is away.
     */
    public static boolean isBadData(Throwable failure) {
        return switch (failure) {
            case BSONException _, CodecConfigurationException _ -> true;
            case MongoBulkWriteException bulk ->
                bulk.getWriteErrors().stream().anyMatch(error -> CODES_OF_BAD_DATA.contains(error.getCode()));
            case MongoException refused -> CODES_OF_BAD_DATA.contains(refused.getCode());
            default -> false;
        };
    }

    /** Whether another document has the id, or another value that is unique. */
    public static boolean isKeyConflict(Throwable failure) {
        return failure instanceof MongoException refused
                && ErrorCategory.fromErrorCode(refused.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
