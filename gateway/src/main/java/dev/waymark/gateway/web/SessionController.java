package dev.waymark.gateway.web;

import dev.waymark.gateway.audit.AuditedRequest;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionAdministration;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.gateway.signin.Sessions.Session;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where somebody is signed in, and how to end that: of oneself, and for an administrator of others. */
@RestController
@Tag(name = "Sessions")
class SessionController {

    private final ActiveSessions sessions;
    private final SessionAdministration administration;

    SessionController(ActiveSessions sessions, SessionAdministration administration) {
        this.sessions = sessions;
        this.administration = administration;
    }

    @GetMapping(path = "/api/my/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "mySessions", summary = "Where I am signed in, the newest session first")
    Mono<MySessions> list(@Parameter(hidden = true) @AuthenticationPrincipal SessionPrincipal principal) {
        return sessions.of(principal.personRef())
                .map(session -> MySession.of(session, principal))
                .collectList()
                .map(MySessions::new);
    }

    @DeleteMapping("/api/my/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "endMySessions",
            summary = "Signs me out everywhere, here too",
            description = "Open live streams end within the time that `waymark.gateway.live.session-check` says.")
    Mono<Void> endAll(
            @Parameter(hidden = true) @AuthenticationPrincipal SessionPrincipal principal, ServerWebExchange exchange) {
        return sessions.endAll(principal.personRef())
                .doOnNext(_ -> AuditedRequest.about(exchange, principal.personRef()))
                .then();
    }

    @DeleteMapping("/api/my/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "endMySession",
            summary = "Ends one session of mine",
            description = "The answer is the same when there is no such session, or no longer.")
    Mono<Void> end(
            @Parameter(hidden = true) @AuthenticationPrincipal SessionPrincipal principal,
            @PathVariable String id,
            ServerWebExchange exchange) {
        return sessions.end(principal.personRef(), id)
                .filter(ended -> ended)
                .doOnNext(_ -> AuditedRequest.about(exchange, principal.personRef()))
                .then();
    }

    @PostMapping(
            path = "/api/support/sessions/end",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "endSessions",
            summary = "Signs a customer or a member of the staff out everywhere; for an administrator")
    Mono<EndedSessions> endOthers(@Valid @RequestBody SessionsToEnd wanted, ServerWebExchange exchange) {
        return administration.endAll(wanted.contact().strip()).map(ended -> {
            if (ended.count() > 0) {
                AuditedRequest.about(exchange, ended.personRef());
            }
            return new EndedSessions(ended.count());
        });
    }

    /** All of mine. */
    record MySessions(List<MySession> sessions) {}

    /**
     * One of mine.
     *
     * @param usedAt the last use, to the hour
     * @param current whether it is the one that asks
     */
    record MySession(String id, Instant beganAt, Instant usedAt, Instant expiresAt, boolean current) {

        static MySession of(Session session, SessionPrincipal principal) {
            return new MySession(
                    session.id(),
                    session.beganAt(),
                    session.usedAt(),
                    session.expiresAt(),
                    session.id().equals(principal.sessionId()));
        }
    }

    /** Whose. */
    record SessionsToEnd(@NotBlank @Size(max = 254) String contact) {}

    /** How many there were. */
    record EndedSessions(long ended) {}
}
