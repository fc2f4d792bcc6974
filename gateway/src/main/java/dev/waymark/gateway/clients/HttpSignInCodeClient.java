package dev.waymark.gateway.clients;

import dev.waymark.contract.view.CodeRequest;
import dev.waymark.tokens.ServiceTokens;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** One-time codes through the notification service, by a direct call: a code is on no topic. */
public final class HttpSignInCodeClient implements SignInCodeClient {

    private final ServiceClient calls;

    public HttpSignInCodeClient(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        var client = builder.clone()
                .baseUrl(settings.notificationsUrl().toString())
                .filter(tokens.bearer(ServiceNames.NOTIFICATIONS, "codes:send"))
                .build();
        calls = new ServiceClient(ServiceNames.NOTIFICATIONS, client, settings.answerWithin());
    }

    @Override
    public Mono<Void> send(CodeRequest request) {
        return calls.post(Void.class, "/internal/codes", request);
    }
}
