package dev.waymark.gateway.signin;

import dev.waymark.contract.Channel;
import dev.waymark.contract.audit.AuditEvent;
import dev.waymark.contract.audit.AuditEvent.Actor;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.gateway.audit.AuditRecorder;
import dev.waymark.platform.web.ClientAddresses;
import java.util.Base64;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sessions to which the desk is open, with their cookies and their records in the audit. */
public final class StaffSessions {

    private final Base64StringKeyGenerator random =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);
    private final ActiveSessions sessions;
    private final SessionCookie cookie;
    private final SupportStaff staff;
    private final AuditRecorder audit;
    private final ClientAddresses addresses;

    public StaffSessions(
            ActiveSessions sessions,
            SessionCookie cookie,
            SupportStaff staff,
            AuditRecorder audit,
            ClientAddresses addresses) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.staff = staff;
        this.audit = audit;
        this.addresses = addresses;
    }

    /** Begins one for the member that {@code person} is, for whom a provider vouches; empty for everybody else. */
    public Mono<SessionPrincipal> begin(ResolvedPerson person, ServerWebExchange exchange) {
        return Mono.just(person)
                .filter(member -> member.channel() == Channel.EMAIL)
                .flatMap(member -> Mono.justOrEmpty(staff.find(member.normalized())))
                .flatMap(staffRef -> sessions.begin(
                        random.generateKey(), person.personRef(), CodeSignIn.masked(person), staffRef, true))
                .flatMap(principal -> signedIn(principal, exchange))
                .switchIfEmpty(Mono.defer(() -> rejected(person, exchange)));
    }

    private Mono<SessionPrincipal> rejected(ResolvedPerson person, ServerWebExchange exchange) {
        var nobody = new Actor(Actor.Role.VISITOR, person.personRef(), addresses.of(exchange.getRequest()));
        return audit.record(nobody, AuditEvent.SignInRejected::new).then(Mono.empty());
    }

    /** {@code member}'s session goes on with its second factor proved. Empty when it has ended meanwhile. */
    public Mono<SessionPrincipal> prove(SessionPrincipal member, ServerWebExchange exchange) {
        return sessions.prove(member.sessionId(), random.generateKey())
                .flatMap(principal -> signedIn(principal, exchange));
    }

    /** {@code member} did not prove the second factor. */
    public Mono<Void> reject(SessionPrincipal member, ServerWebExchange exchange) {
        return record(member, AuditEvent.SignInRejected::new, exchange);
    }

    private Mono<SessionPrincipal> signedIn(SessionPrincipal principal, ServerWebExchange exchange) {
        exchange.getResponse().addCookie(cookie.of(principal));
        return record(principal, AuditEvent.SignedIn::new, exchange).thenReturn(principal);
    }

    private Mono<Void> record(SessionPrincipal member, AuditRecorder.Entry entry, ServerWebExchange exchange) {
        return audit.record(member.actor(addresses.of(exchange.getRequest())), entry);
    }
}
