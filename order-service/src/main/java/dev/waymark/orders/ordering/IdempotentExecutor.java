package dev.waymark.orders.ordering;

import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Completed;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.InProgress;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.PayloadMismatch;
import dev.waymark.orders.ordering.IdempotencyStore.IdempotencyState.Started;
import dev.waymark.orders.ordering.IdempotencyStore.StoredResponse;
import dev.waymark.platform.crypto.Hmac;
import reactor.core.publisher.Mono;

/** Does the work of a request once, however often the request is sent. */
public record IdempotentExecutor(IdempotencyStore store, Hmac hmac) {

    /** The id of the request to {@code route} with the client's {@code key}; the key itself is not stored. */
    public String requestId(String route, String key) {
        return hmac.id("request", route, key);
    }

    /** Never {@link Started}: whoever starts the request also completes it. */
    public Mono<IdempotencyState> execute(String requestId, String payload, Mono<StoredResponse> work) {
        return store.begin(requestId, hmac.id("payload", payload)).flatMap(state -> switch (state) {
            case Started() -> complete(requestId, work);
            case InProgress(), PayloadMismatch(), Completed(var _) -> Mono.just(state);
        });
    }

    private Mono<IdempotencyState> complete(String requestId, Mono<StoredResponse> work) {
        return work.flatMap(response ->
                        store.complete(requestId, response).<IdempotencyState>thenReturn(new Completed(response)))
                .onErrorResume(e -> store.release(requestId).then(Mono.error(e)));
    }
}
