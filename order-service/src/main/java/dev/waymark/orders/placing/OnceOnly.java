package dev.waymark.orders.placing;

import dev.waymark.orders.people.KeyedHash;
import dev.waymark.orders.placing.Requests.Answer;
import dev.waymark.orders.placing.Requests.Begun;
import dev.waymark.orders.placing.Requests.Begun.Finished;
import reactor.core.publisher.Mono;

/** Makes a request that is sent twice happen once. */
public final class OnceOnly {

    private final Requests requests;
    private final KeyedHash hash;

    public OnceOnly(Requests requests, KeyedHash hash) {
        this.requests = requests;
        this.hash = hash;
    }

    /** How {@code key} of {@code route} is called in our store and towards the rest of us. */
    public String request(String route, String key) {
        return hash.of("request", route, key);
    }

    /** The answer to {@code request}: {@code work} is done only if it was not done before. */
    public Mono<Begun> answer(String request, String payload, Mono<Answer> work) {
        return requests.begin(request, hash.of("payload", payload))
                .flatMap(begun -> begun.match(
                        fresh -> work.flatMap(answer ->
                                        requests.finish(request, answer).thenReturn((Begun) new Finished(answer)))
                                .onErrorResume(e -> requests.abandon(request).then(Mono.error(e))),
                        Mono::just,
                        Mono::just,
                        Mono::just));
    }
}
