package dev.waymark.gateway.live;

import dev.waymark.contract.view.LinkRequest;
import dev.waymark.contract.view.OpenedLink;
import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.guest.GuestAccess;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.SessionPrincipal;
import dev.waymark.platform.web.ClientAddresses;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** The streams behind the guest's and the owner's page. */
@RestController
class EventsController {

    private static final DefaultDataBufferFactory BUFFERS = DefaultDataBufferFactory.sharedInstance;

    private final LiveUpdates updates;
    private final GuestAccess guestAccess;
    private final OrderClient orders;
    private final ClientAddresses addresses;
    private final ActiveSessions sessions;
    private final LiveSettings settings;

    EventsController(
            LiveUpdates updates,
            GuestAccess guestAccess,
            OrderClient orders,
            ClientAddresses addresses,
            ActiveSessions sessions,
            LiveSettings settings) {
        this.updates = updates;
        this.sessions = sessions;
        this.settings = settings;
        this.guestAccess = guestAccess;
        this.orders = orders;
        this.addresses = addresses;
    }

    @GetMapping(path = "/t/{token}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> guest(@PathVariable String token, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        // The first time by the way on which guesses are counted; afterwards it is we who ask.
        var first = Mono.defer(() -> guestAccess.open(token, request)).map(EventsController::identified);
        var again = Mono.defer(() -> orders.open(new LinkRequest(token))).map(EventsController::identified);
        // Others behind one address have links of their own.
        var visitor = addresses.of(request) + "\n" + token;
        return send(exchange, updates.stream(visitor, OrderSubscription.Scope.GUEST, first, again, seen(exchange)));
    }

    @GetMapping(path = "/orders/{number}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> owner(
            @AuthenticationPrincipal SessionPrincipal principal,
            @PathVariable String number,
            ServerWebExchange exchange) {
        var id = principal.sessionId();
        Mono<OrderView> order = Mono.defer(() -> orders.myOrder(principal.personRef(), principal.otherRef(), number));
        return send(
                exchange,
                updates.stream(id, OrderSubscription.Scope.OWNER, order, order, seen(exchange))
                        .map(events -> events.takeUntilOther(ended(id))));
    }

    /** Wherever and however the session was ended. A store that does not answer ends nothing: the next check will. */
    private Mono<Long> ended(String sessionId) {
        return Flux.interval(settings.sessionCheck())
                .onBackpressureDrop()
                .filterWhen(
                        _ -> sessions.find(sessionId)
                                .hasElement()
                                .map(goesOn -> !goesOn)
                                .onErrorReturn(false),
                        1)
                .next();
    }

    /** Updates come by the order's own id, which no event repeats. */
    private static OrderView identified(OpenedLink link) {
        return link.order().withId(link.orderId());
    }

    /** What the page shows: the last event's id when it comes back, a parameter when it first comes. */
    private static long seen(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst("Last-Event-ID");
        return version(header == null ? exchange.getRequest().getQueryParams().getFirst("lastEventId") : header);
    }

    private static long version(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Mono<Void> send(ServerWebExchange exchange, Mono<Flux<ByteBuffer>> stream) {
        return stream.flatMap(events ->
                write(exchange.getResponse(), events.onErrorResume(Subscriber.TooSlow.class, slow -> {
                    hangUp(exchange.getRequest());
                    return Flux.empty();
                })));
    }

    /** What it has not taken lies in buffers; only closing the connection gives them back. */
    private static void hangUp(ServerHttpRequest request) {
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest connected) {
            connected.withConnection(connection -> {
                var unused = connection.channel().close();
            });
        }
    }

    private static Mono<Void> write(ServerHttpResponse response, Flux<ByteBuffer> events) {
        var headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl(CacheControl.noStore());
        headers.set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(events.map(event -> Mono.<DataBuffer>just(BUFFERS.wrap(event.duplicate()))));
    }
}
