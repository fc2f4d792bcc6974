package dev.waymark.gateway.signin;

import dev.waymark.gateway.signin.SessionPrincipal.Role;
import dev.waymark.gateway.signin.Sessions.Session;
import dev.waymark.gateway.signin.StaffSignInSettings.SecondFactorPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whose sessions go on. A session ends when it is not used for a while, when its whole time is over, when it is ended by
 * hand, and when whoever began it as staff is staff no longer: all of which is looked up each time.
 */
public final class ActiveSessions {

    /** A session is marked as used that often, and not at every click. */
    private static final Duration MARKED_EVERY = Duration.ofHours(1);

    private static final int PARTS_OF_IDLE_TIMEOUT = 30;

    private final Sessions sessions;
    private final SessionSettings settings;
    private final SupportStaff staff;
    private final StaffSignInSettings signIn;
    private final Clock clock;

    public ActiveSessions(
            Sessions sessions, SessionSettings settings, SupportStaff staff, StaffSignInSettings signIn, Clock clock) {
        this.sessions = sessions;
        this.settings = settings;
        this.staff = staff;
        this.signIn = signIn;
        this.clock = clock;
    }

    /** Begins one for whoever has proved a contact; as staff if {@code staffRef} is there. */
    public Mono<SessionPrincipal> begin(
            String id, String personRef, String maskedContact, @Nullable String staffRef, boolean secondFactorProved) {
        var now = clock.instant();
        return begin(new Session(
                id,
                personRef,
                maskedContact,
                null,
                staffRef,
                secondFactorProved,
                now,
                now,
                expiry(staffRef != null, now, now)));
    }

    /** Begins one for a customer who is signed in by another contact {@code before}, in the same browser: both are proved. */
    public Mono<SessionPrincipal> beginBeside(
            SessionPrincipal before, String id, String personRef, String maskedContact) {
        var now = clock.instant();
        return begin(new Session(
                id, personRef, maskedContact, before.sessionId(), null, false, now, now, expiry(false, now, now)));
    }

    /** Goes on with the second factor proved, under an id that nobody can have seen before. Empty when it has ended. */
    public Mono<SessionPrincipal> prove(String id, String newId) {
        return sessions.find(id)
                .flatMap(session -> begin(session.proved(newId))
                        .flatMap(principal ->
                                sessions.end(session.personRef(), id).thenReturn(principal)));
    }

    private Mono<SessionPrincipal> begin(Session session) {
        return sessions.begin(session).then(Mono.defer(() -> active(session)));
    }

    /** Empty when it has ended. Being asked about is no use of it. */
    public Mono<SessionPrincipal> find(String id) {
        return sessions.find(id).flatMap(this::active);
    }

    /** The same for a request, which is a use of it. */
    public Mono<SessionPrincipal> use(String id) {
        return sessions.find(id)
                .flatMap(session ->
                        active(session).flatMap(principal -> prolonged(session).thenReturn(principal)));
    }

    /** Those of one person, the newest first. */
    public Flux<Session> of(String personRef) {
        return sessions.of(personRef).filter(session -> principal(session, null).isPresent());
    }

    /** Ends one, and with it the one that proved another contact in the same browser. */
    public Mono<Void> end(String id) {
        return sessions.find(id)
                .flatMap(session -> sessions.end(session.personRef(), id)
                        .then(Mono.justOrEmpty(session.otherId()).flatMap(this::end)));
    }

    /** Ends one of {@code personRef}; returns whether there was such a session of theirs. */
    public Mono<Boolean> end(String personRef, String id) {
        return sessions.end(personRef, id);
    }

    /** Ends all of {@code personRef}; returns how many there were. */
    public Mono<Long> endAll(String personRef) {
        return sessions.endAll(personRef);
    }

    private Mono<Void> prolonged(Session session) {
        var now = clock.instant();
        var often = settings.idleTimeout(session.staffRef() != null).dividedBy(PARTS_OF_IDLE_TIMEOUT);
        var due = session.usedAt().plus(often.compareTo(MARKED_EVERY) < 0 ? often : MARKED_EVERY);
        return due.isAfter(now)
                ? Mono.empty()
                : sessions.prolong(session.id(), now, expiry(session.staffRef() != null, session.beganAt(), now));
    }

    private Instant expiry(boolean isStaff, Instant beganAt, Instant usedAt) {
        var idle = usedAt.plus(settings.idleTimeout(isStaff));
        var absolute = beganAt.plus(settings.absoluteTimeout(isStaff));
        return idle.isBefore(absolute) ? idle : absolute;
    }

    /** The other contact counts as long as its own session goes on, so that whoever ends that ends this proof as well. */
    private Mono<SessionPrincipal> active(Session session) {
        return Mono.justOrEmpty(session.otherId())
                .flatMap(sessions::find)
                .flatMap(other -> Mono.justOrEmpty(principal(other, null)))
                .map(other -> principal(session, other.personRef()))
                .defaultIfEmpty(principal(session, null))
                .flatMap(found -> Mono.justOrEmpty(found));
    }

    /** Empty when the session has ended. Staff that is dismissed has no session, not even a customer's. */
    private Optional<SessionPrincipal> principal(Session session, @Nullable String otherRef) {
        var role = session.staffRef() == null ? Optional.of(Role.CUSTOMER) : staff.role(session.staffRef());
        return role.filter(_ -> session.expiresAt().isAfter(clock.instant()))
                .map(current -> new SessionPrincipal(
                        session.id(),
                        session.personRef(),
                        otherRef,
                        current,
                        session.maskedContact(),
                        session.beganAt(),
                        session.staffRef() != null
                                && !session.secondFactorProved()
                                && signIn.secondFactor() == SecondFactorPolicy.REQUIRED));
    }
}
