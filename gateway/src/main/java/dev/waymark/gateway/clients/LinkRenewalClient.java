package dev.waymark.gateway.clients;

import dev.waymark.contract.view.LinkRequest;
import reactor.core.publisher.Mono;

/** Has a new link sent to whoever ordered, in place of one that has expired. */
@FunctionalInterface
public interface LinkRenewalClient {

    /**
     * Completes once a provider took it, and just so when there is nobody to send it to; fails with {@code SERVICE_UNAVAILABLE}.
     * Never tried again by itself.
     */
    Mono<Void> renew(LinkRequest link);
}
