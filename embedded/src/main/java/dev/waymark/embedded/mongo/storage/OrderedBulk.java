package dev.waymark.embedded.mongo.storage;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the library gets wrong about several writes in one command: where an ordered one stops, and how many succeeded. */
final class OrderedBulk {

    private OrderedBulk() {}

    static Document handle(String command, Document query, UnaryOperator<Document> handler) {
        return switch (command) {
            case "update" ->
                Utils.isTrue(query.getOrDefault("ordered", true)) ? updates(query, handler) : handler.apply(query);
            case "insert" -> inserts(query, handler.apply(query));
            default -> handler.apply(query);
        };
    }

    /** One by one, up to the first that fails; the library goes on behind it. */
    private static Document updates(Document query, UnaryOperator<Document> handler) {
        var updates = documents(query, "updates");
        var total = new Document("n", 0).append("nModified", 0);
        for (var i = 0; i < updates.size() && !total.containsKey("writeErrors"); i++) {
            var single = query.clone();
            single.put("updates", List.of(updates.get(i)));
            var answer = handler.apply(single);
            total.put("n", number(total, "n") + number(answer, "n"));
            total.put("nModified", number(total, "nModified") + number(answer, "nModified"));
            append(total, "upserted", answer, i);
            append(total, "writeErrors", answer, i);
        }
        Utils.markOkay(total);
        return total;
    }

    private static void append(Document total, String field, Document answer, int index) {
        var all = new ArrayList<>(documents(total, field));
        documents(answer, field).forEach(each -> all.add(each.append("index", index)));
        if (!all.isEmpty()) {
            total.put(field, all);
        }
    }

    /** The library counts the documents that were sent, not those that were inserted. */
    private static Document inserts(Document query, Document answer) {
        var errors = documents(answer, "writeErrors");
        if (!errors.isEmpty()) {
            var sent = documents(query, "documents").size();
            var stops = Utils.isTrue(query.getOrDefault("ordered", true));
            answer.put("n", stops ? number(errors.getFirst(), "index") : sent - errors.size());
        }
        return answer;
    }

    private static int number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static List<Document> documents(Document document, String field) {
        return document.get(field) instanceof Collection<?> list
                ? list.stream().map(Document.class::cast).toList()
                : List.of();
    }
}
