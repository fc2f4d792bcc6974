package dev.waymark.gateway.signin;

import dev.waymark.contract.Problem;
import dev.waymark.contract.view.ContactRequest;
import dev.waymark.contract.view.ResolvedPerson;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.platform.web.ProblemException;
import reactor.core.publisher.Mono;

/** What an administrator may do to the sessions of others. */
public record SessionAdministration(OrderClient orders, ActiveSessions sessions) {

    private static final int LONGEST_CONTACT = 254;

    /**
     * Ends all sessions of whoever has {@code contact}, customer or staff. Fails with {@code CONTACT_UNREADABLE}.
     */
    public Mono<EndedCount> endAll(String contact) {
        return person(contact)
                .flatMap(person ->
                        sessions.endAll(person.personRef()).map(count -> new EndedCount(person.personRef(), count)));
    }

    /** Whoever has {@code contact}. Fails with {@code CONTACT_UNREADABLE}. */
    public Mono<ResolvedPerson> person(String contact) {
        return contact.isBlank() || contact.length() > LONGEST_CONTACT
                ? Mono.error(ProblemException.of(Problem.CONTACT_UNREADABLE))
                : orders.person(new ContactRequest(contact));
    }

    /** How many sessions there were, and whose. */
    public record EndedCount(String personRef, long count) {}
}
