package dev.waymark.gateway.mongo;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.Problem;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.gateway.audit.AuditRecords;
import dev.waymark.gateway.audit.AuditSettings;
import dev.waymark.platform.web.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A document for each record, until its retention ends. The newest first by {@link GatewayIndexes}. */
final class MongoAuditRecords implements AuditRecords {

    private static final Bson NEWEST_FIRST = Sorts.descending("at", "_id");
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> records;
    private final AuditSettings settings;

    MongoAuditRecords(MongoDatabase database, AuditSettings settings) {
        this.records = database.getCollection("audit");
        this.settings = settings;
    }

    @Override
    public Mono<Void> save(List<AuditEvent> events) {
        var writes = events.stream()
                .map(event -> new ReplaceOneModel<>(Filters.eq("_id", event.id().value()), document(event), UPSERT))
                .toList();
        return Mono.from(records.bulkWrite(writes, UNORDERED)).then();
    }

    @Override
    public Mono<AuditPage> find(AuditFilter filter, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<Bson>();
        if (filter.actor() != null) {
            conditions.add(Filters.eq("actor", filter.actor()));
        }
        if (filter.order() != null) {
            conditions.add(Filters.eq("orders", filter.order().value()));
        }
        if (filter.kind() != null) {
            conditions.add(Filters.eq("kind", filter.kind().name()));
        }
        if (cursor != null) {
            conditions.add(before(cursor));
        }
        return Flux.from(records.find(conditions.isEmpty() ? Filters.empty() : Filters.and(conditions))
                        .sort(NEWEST_FIRST)
                        .limit(limit + 1))
                .map(MongoAuditRecords::record)
                .collectList()
                .map(found -> found.size() <= limit
                        ? new AuditPage(found, null)
                        : new AuditPage(found.subList(0, limit), cursor(found.get(limit - 1))));
    }

    private static String cursor(AuditRecord last) {
        return last.occurredAt().toEpochMilli() + "." + last.id();
    }

    private static Bson before(String cursor) {
        try {
            var dot = cursor.indexOf('.');
            var at = Date.from(Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, Math.max(0, dot)))));
            return Filters.or(
                    Filters.lt("at", at),
                    Filters.and(Filters.eq("at", at), Filters.lt("_id", cursor.substring(dot + 1))));
        } catch (NumberFormatException foreign) {
            throw ProblemException.of(Problem.CURSOR_INVALID);
        }
    }

    private Document document(AuditEvent event) {
        return new Document("_id", event.id().value())
                .append("at", Date.from(event.occurredAt()))
                .append("kind", event.kind().name())
                .append("role", event.actor().role().name())
                .append("actor", event.actor().ref())
                .append("address", event.actor().address())
                .append("orders", event.orders().stream().map(OrderId::value).toList())
                .append("subject", event.subject())
                .append("expiresAt", Date.from(event.occurredAt().plus(settings.retention())));
    }

    private static AuditRecord record(Document document) {
        var at = document.getDate("at").toInstant();
        return new AuditRecord(
                document.getString("_id"),
                at,
                AuditEvent.Kind.valueOf(document.getString("kind")),
                AuditEvent.Actor.Role.valueOf(document.getString("role")),
                document.getString("actor"),
                document.getString("address"),
                document.getList("orders", String.class).stream()
                        .map(OrderId::new)
                        .toList(),
                document.getString("subject"));
    }
}
