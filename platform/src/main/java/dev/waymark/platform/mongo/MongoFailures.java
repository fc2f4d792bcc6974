package dev.waymark.platform.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.util.Set;
import org.bson.BSONException;
import org.bson.codecs.configuration.CodecConfigurationException;

/** What a failed write means. */
public final class MongoFailures {

    /** BadValue, BSONObjectTooLarge, KeyTooLong, and two of updates that make a document too large. */
    private static final Set<Integer> CODES_OF_BAD_DATA = Set.of(2, 10334, 17280, 17419, 17420);

    private MongoFailures() {}

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
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }
}
