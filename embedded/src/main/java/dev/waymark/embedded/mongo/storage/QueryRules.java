package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.BadValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What MongoDB does with a query before it runs and the library leaves out. */
final class QueryRules {

    /** The manual's page `reference/operator/query`. */
    private static final Set<String> FIELD_OPERATORS =
            Set.of("$eq $ne $gt $gte $lt $lte $in $nin $exists $type $not $regex $options $elemMatch $all $size $mod"
                    .split(" "));

    private static final Set<String> LOGICAL = Set.of("$and", "$or", "$nor");
    private static final Set<String> RANGES = Set.of("$gt", "$gte", "$lt", "$lte");

    private QueryRules() {}

    /**
     * The query with each limit of a range as a condition of its own, because different elements of an array may meet them.
     *
     * @throws BadValueException for an operator that MongoDB does not know
     */
    static Document normalize(Document query) {
        var normalized = new Document();
        List<Document> further = new ArrayList<>();
        query.forEach((key, wanted) -> {
            if (LOGICAL.contains(key) && wanted instanceof Collection<?> clauses) {
                normalized.put(
                        key,
                        clauses.stream()
                                .map(clause -> clause instanceof Document inner ? normalize(inner) : clause)
                                .toList());
            } else if (isOperators(wanted)) {
                splitRange(key, (Document) wanted, normalized, further);
            } else {
                normalized.put(key, wanted);
            }
        });
        if (!further.isEmpty()) {
            further.add(normalized);
            return new Document("$and", further);
        }
        return normalized;
    }

    /** Whether {@code wanted} holds operators, and is not a value to be equal to. */
    static boolean isOperators(@Nullable Object wanted) {
        return wanted instanceof Document operators
                && operators.keySet().stream().anyMatch(key -> key.startsWith("$"))
                && !operators.containsKey("$ref")
                && !BsonRegularExpression.isRegularExpression(wanted);
    }

    private static void splitRange(String field, Document operators, Document normalized, List<Document> further) {
        var together = new Document();
        operators.forEach((operator, operand) -> {
            if (operator.startsWith("$") && !FIELD_OPERATORS.contains(operator)) {
                throw new BadValueException("unknown operator: " + operator);
            }
            if (RANGES.contains(operator) && operators.size() > 1) {
                further.add(new Document(field, new Document(operator, operand)));
            } else {
                together.put(operator, operand);
            }
        });
        if (!together.isEmpty()) {
            normalized.put(field, together);
        }
    }
}
