package dev.waymark.ingest.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import dev.waymark.contract.Problem;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.CourierResponse;
import dev.waymark.ingest.courier.Couriers;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.intake.IntakeResult;
import dev.waymark.ingest.intake.WebhookIntake;
import dev.waymark.platform.web.ClientAddresses;
import dev.waymark.platform.web.ProblemException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Receives webhooks. Nothing of a body is parsed here: signatures are over its bytes.
 *
 * <p>Router functions, while all other routes are annotated controllers: what those do for each call, such as resolving
 * arguments, would be paid again for each scan of a shipment.
 */
@Configuration(proxyBeanMethods = false)
record CourierWebhookRoutes(
        Couriers couriers,
        WebhookIntake intake,
        WebhookBody body,
        WebhookSettings settings,
        ClientAddresses clientAddresses,
        ForgedWebhookLimiter limiter,
        Clock clock) {

    /** The same for each courier: an address tells nobody how its courier proves itself. (RFC 9110, section 15.5.2) */
    private static final String CHALLENGES =
            "Signature realm=\"webhooks\", Basic realm=\"webhooks\", Bearer realm=\"webhooks\"";

    @Bean
    RouterFunction<ServerResponse> courierWebhooks() {
        var withSecretPath = path("/webhooks/{courier}/{secretPath}")
                .and(path(CourierTokenController.PATH).negate());
        return route(path("/webhooks/{courier}").or(withSecretPath), this::handle);
    }

    private Mono<ServerResponse> handle(ServerRequest request) {
        var address = request.pathVariable("courier");
        var secretPath = request.pathVariables().get("secretPath");
        var courier = couriers.at(address, secretPath);
        if (request.method().equals(HttpMethod.OPTIONS)) {
            return handshake(courier, request);
        }
        var source = clientAddresses.address(request.exchange().getRequest()).orElse(null);
        var client = ClientAddresses.client(source);
        var nearest = couriers.at(address).orElse(null);
        var protocol = courier.map(Courier::protocol).orElse(CourierProtocol.DEFAULT);
        return courier.map(known -> result(known, secretPath, request.exchange().getRequest(), source))
                .orElseGet(() -> Mono.just(intake.rejectUnknown(nearest)))
                .map(result -> limited(result, nearest, client))
                .flatMap(result -> answer(result, protocol));
    }

    /** After it was verified, and not before: no courier is refused because somebody behind its address forges. */
    private IntakeResult limited(IntakeResult result, @Nullable Courier courier, String client) {
        if (!(result instanceof IntakeResult.Rejected(var reason, var answer)) || !reason.isForged()) {
            return result;
        }
        var code = courier == null ? "" : courier.code().value();
        // Who expects an answer of its own gets it: a courier that never repeats would lose what a mistyped secret
        // costs.
        return limiter.isPastBound(code, client)
                ? new IntakeResult.Rejected(RejectionReason.TOO_MANY_FORGED, answer)
                : result;
    }

    /**
     * Answers with the methods of the courier, and whether a sender of CloudEvents may deliver here. Any origin may: each
     * delivery is verified. (CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0, section 4)
     */
    private static Mono<ServerResponse> handshake(Optional<Courier> courier, ServerRequest request) {
        if (courier.isEmpty()) {
            return Mono.error(ProblemException.of(Problem.COURIER_UNKNOWN));
        }
        var protocol = courier.orElseThrow().protocol();
        var answer = ServerResponse.ok().header(HttpHeaders.ALLOW, allowed(protocol));
        var origin = request.headers().firstHeader("WebHook-Request-Origin");
        if (origin != null && protocol.handshake() == CourierProtocol.Handshake.CLOUD_EVENTS) {
            answer.header("WebHook-Allowed-Origin", origin).header("WebHook-Allowed-Rate", "*");
        }
        return answer.build();
    }

    private static String allowed(CourierProtocol protocol) {
        if (protocol.requestFormat() == CourierProtocol.RequestFormat.QUERY) {
            return "GET, OPTIONS";
        }
        return protocol.handshake() == CourierProtocol.Handshake.GET ? "GET, POST, OPTIONS" : "POST, OPTIONS";
    }

    private Mono<IntakeResult> result(
            Courier courier, @Nullable String secretPath, ServerHttpRequest request, @Nullable InetAddress source) {
        if (courier.protocol().handshake() == CourierProtocol.Handshake.GET
                && request.getMethod().equals(HttpMethod.GET)) {
            return Mono.just(new IntakeResult.Accepted(CourierResponse.of(200)));
        }
        return body.refusal(request, courier.protocol())
                .map(refusal -> Mono.just(intake.reject(courier, refusal)))
                .orElseGet(() -> receive(courier, secretPath, request, source));
    }

    private Mono<IntakeResult> receive(
            Courier courier, @Nullable String secretPath, ServerHttpRequest request, @Nullable InetAddress source) {
        var headers = request.getHeaders().toSingleValueMap();
        return body.read(request, courier.protocol())
                .map(bytes -> new ReceivedWebhook(secretPath, headers, bytes, clock.instant(), source))
                .flatMap(webhook -> intake.receive(courier, webhook))
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> Mono.just(intake.reject(courier, RejectionReason.BODY_TOO_LARGE)));
    }

    private Mono<ServerResponse> answer(IntakeResult result, CourierProtocol protocol) {
        return switch (result) {
            case IntakeResult.Accepted(var answer) -> response(answer);
            case IntakeResult.Rejected(var _, var answer) when answer != null -> response(answer);
            case IntakeResult.Rejected(var reason, var _) -> Mono.error(problem(reason, protocol));
        };
    }

    private Mono<ServerResponse> response(CourierResponse answer) {
        var response = ServerResponse.status(answer.status());
        var text = answer.bodyAt(clock.instant());
        if (text == null) {
            return response.build();
        }
        var type = answer.contentType();
        return response.contentType(type == null ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(type))
                .bodyValue(text.getBytes(UTF_8));
    }

    private ProblemException problem(RejectionReason reason, CourierProtocol protocol) {
        return switch (reason) {
            case KEY_NOT_CACHED -> ProblemException.retryAfter(reason.problem(), settings.retryAfter());
            case TOO_MANY_FORGED -> ProblemException.retryAfter(reason.problem(), ForgedWebhookLimiter.WINDOW);
            case METHOD_NOT_ALLOWED -> ProblemException.of(reason.problem()).with(HttpHeaders.ALLOW, allowed(protocol));
            case CONTENT_ENCODING_UNSUPPORTED ->
                ProblemException.of(reason.problem()).with(HttpHeaders.ACCEPT_ENCODING, "identity");
            case SIGNATURE_MISSING, SIGNATURE_INVALID, SOURCE_IP_NOT_ALLOWED, OUTSIDE_REPLAY_WINDOW ->
                ProblemException.of(reason.problem()).with(HttpHeaders.WWW_AUTHENTICATE, CHALLENGES);
            default -> ProblemException.of(reason.problem());
        };
    }
}
