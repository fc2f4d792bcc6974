package dev.waymark.gateway.signin;

import dev.waymark.contract.Channel;
import dev.waymark.contract.view.ResolvedPerson;
import java.util.Base64;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sessions to which the desk is open, with their cookies. */
public final class StaffSessions {

    private final Base64StringKeyGenerator random =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);
    private final ActiveSessions sessions;
    private final SessionCookie cookie;
    private final SupportStaff staff;

    public StaffSessions(ActiveSessions sessions, SessionCookie cookie, SupportStaff staff) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.staff = staff;
    }

    /** Begins one for the member that {@code person} is, for whom a provider vouches; empty for everybody else. */
    public Mono<SessionPrincipal> begin(ResolvedPerson person, ServerWebExchange exchange) {
        return Mono.just(person)
                .filter(member -> member.channel() == Channel.EMAIL)
                .flatMap(member -> Mono.justOrEmpty(staff.find(member.normalized())))
                .flatMap(staffRef -> sessions.begin(
                        random.generateKey(), person.personRef(), CodeSignIn.masked(person), staffRef, true))
                .doOnNext(principal -> exchange.getResponse().addCookie(cookie.of(principal)));
    }

    /** {@code member}'s session goes on with its second factor proved. Empty when it has ended meanwhile. */
    public Mono<SessionPrincipal> prove(SessionPrincipal member, ServerWebExchange exchange) {
        return sessions.prove(member.sessionId(), random.generateKey())
                .doOnNext(principal -> exchange.getResponse().addCookie(cookie.of(principal)));
    }
}
