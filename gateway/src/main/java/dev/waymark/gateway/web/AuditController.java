package dev.waymark.gateway.web;

import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.gateway.audit.AuditRecords.AuditPage;
import dev.waymark.gateway.audit.AuditSearch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who did what, for an administrator. */
@RestController
@Tag(name = "Support")
class AuditController {

    private static final int A_PAGE = 50;

    private final AuditSearch audit;

    AuditController(AuditSearch audit) {
        this.audit = audit;
    }

    /** A POST, because a contact must not stay in any address. */
    @PostMapping(
            path = "/api/support/audit/search",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "searchAudit",
            summary = "Who looked at what and changed what, the newest first; for an administrator",
            description = "What is left out selects all. A record is there within seconds of what it is about.")
    Mono<AuditPage> search(@Valid @RequestBody AuditQuery query) {
        var limit = Objects.requireNonNullElse(query.limit(), A_PAGE);
        var contact = query.contact();
        return contact == null
                ? find(query, query.actor(), limit)
                : audit.actor(contact).flatMap(actor -> find(query, actor, limit));
    }

    private Mono<AuditPage> find(AuditQuery query, @Nullable String actor, int limit) {
        return audit.find(actor, query.orderNumber(), query.kind(), query.cursor(), limit);
    }

    /**
     * Which records.
     *
     * @param contact e-mail or phone of who did it
     * @param actor the same as a record names it
     */
    record AuditQuery(
            @Nullable @Size(max = 254) String contact,
            @Nullable @Size(max = 128) String actor,
            @Nullable @Size(max = 60) String orderNumber,
            AuditEvent.@Nullable Kind kind,
            @Nullable @Size(max = 128) String cursor,
            @Nullable @Min(1) @Max(100) Integer limit) {}
}
