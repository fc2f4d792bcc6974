package dev.waymark.gateway.services;

import dev.waymark.contract.view.LinkRequest;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** New links through the notification service, by a direct call: no link is on a topic. */
public final class HttpLinkPost implements LinkPost {

    private final ServiceCalls calls;

    public HttpLinkPost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        var client = builder.clone()
                .baseUrl(settings.notificationsUrl().toString())
                .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "links:send"))
                .build();
        calls = new ServiceCalls(ServiceNames.NOTIFICATIONS, client, settings.answerWithin());
    }

    @Override
    public Mono<Void> renew(LinkRequest link) {
        return calls.post(Void.class, "/internal/links", link);
    }
}
