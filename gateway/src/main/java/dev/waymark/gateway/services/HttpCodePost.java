package dev.waymark.gateway.services;

import dev.waymark.contract.view.CodeRequest;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** One-time codes through the notification service, by a direct call: a code is on no topic. */
public final class HttpCodePost implements CodePost {

    private final ServiceCalls calls;

    public HttpCodePost(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        var client = builder.clone()
                .baseUrl(settings.notificationsUrl().toString())
                .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "codes:send"))
                .build();
        calls = new ServiceCalls(ServiceNames.NOTIFICATIONS, client, settings.answerWithin());
    }

    @Override
    public Mono<Void> send(CodeRequest request) {
        return calls.post(Void.class, "/internal/codes", request);
    }
}
