package dev.waymark.gateway.clients;

import dev.waymark.contract.view.LinkRequest;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** New links through the notification service, by a direct call: no link is on a topic. */
public final class HttpLinkRenewalClient implements LinkRenewalClient {

    private final ServiceClient calls;

    public HttpLinkRenewalClient(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        var client = builder.clone()
                .baseUrl(settings.notificationsUrl().toString())
                .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "links:send"))
                .build();
        calls = new ServiceClient(ServiceNames.NOTIFICATIONS, client, settings.answerWithin());
    }

    @Override
    public Mono<Void> renew(LinkRequest link) {
        return calls.post(Void.class, "/internal/links", link);
    }
}
