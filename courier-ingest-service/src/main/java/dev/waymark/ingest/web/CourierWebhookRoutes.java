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
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.MethodNotAllowedException;
import reactor.core.publisher.Mono;

/**
 * Receives webhooks. Nothing of a body is parsed here: signatures are over its bytes.
 *
 * <p>Router functions, while all other routes are annotated controllers: what those do for each call, such as resolving
 * arguments, would be paid again for each scan of a shipment.
 */
@Configuration(proxyBeanMethods = false)
class CourierWebhookRoutes {

    private static final String WITHOUT_PATH = "/webhooks/{courier}";
    private static final String WITH_PATH = "/webhooks/{courier}/{secretPath}";

    /** Each courier uses one of them. */
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.POST, HttpMethod.GET, HttpMethod.HEAD);

    private final Couriers couriers;
    private final WebhookIntake intake;
    private final WebhookBody body;
    private final ClientAddresses clientAddresses;
    private final WebhookSettings settings;
    private final Clock clock;

    CourierWebhookRoutes(
            Couriers couriers,
            WebhookIntake intake,
            WebhookSettings settings,
            ClientAddresses clientAddresses,
            Clock clock) {
        this.couriers = couriers;
        this.intake = intake;
        this.settings = settings;
        this.body = new WebhookBody(settings.maxBody());
        this.clientAddresses = clientAddresses;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> courierWebhooks() {
        var webhooks = path(WITHOUT_PATH)
                .or(path(WITH_PATH).and(path(CourierTokenController.PATH).negate()));
        return route(webhooks, this::handle);
    }

    private Mono<ServerResponse> handle(ServerRequest request) {
        var courier = request.pathVariable("courier");
        var secretPath = request.pathVariables().get("secretPath");
        var method = request.method();
        if (method.equals(HttpMethod.OPTIONS)) {
            return handshake(courier, secretPath, request);
        }
        return METHODS.contains(method)
                ? receive(courier, secretPath, request.exchange().getRequest())
                : Mono.error(new MethodNotAllowedException(method, METHODS));
    }

    private Mono<ServerResponse> receive(String courier, @Nullable String secretPath, ServerHttpRequest request) {
        return couriers.at(courier, secretPath)
                .map(known -> result(known, secretPath, request))
                .orElseGet(() ->
                        Mono.just(intake.rejectUnknown(couriers.at(courier).orElse(null))))
                .flatMap(result -> answer(result));
    }

    /**
     * Answers whether a sender of CloudEvents may deliver here. Any origin may: each delivery is verified. (CloudEvents, HTTP 1.1 Web Hooks for Event Delivery 1.0, section 4)
     */
    private Mono<ServerResponse> handshake(String courier, @Nullable String secretPath, ServerRequest request) {
        var allowed = couriers.at(courier, secretPath)
                .filter(known -> known.protocol().handshake() == CourierProtocol.Handshake.CLOUD_EVENTS)
                .isPresent();
        if (!allowed) {
            return Mono.error(ProblemException.of(Problem.NOT_FOUND));
        }
        var answer = ServerResponse.ok().header("Allow", "POST, OPTIONS");
        var origin = request.headers().firstHeader("WebHook-Request-Origin");
        if (origin != null) {
            answer.header("WebHook-Allowed-Origin", origin).header("WebHook-Allowed-Rate", "*");
        }
        return answer.build();
    }

    private Mono<IntakeResult> result(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        if (courier.protocol().handshake() == CourierProtocol.Handshake.GET
                && request.getMethod().equals(HttpMethod.GET)) {
            return Mono.just(new IntakeResult.Accepted(CourierResponse.of(200)));
        }
        return body.refusal(request, courier.protocol())
                .map(refusal -> Mono.just(intake.reject(courier, refusal)))
                .orElseGet(() -> receive(courier, secretPath, request));
    }

    private Mono<IntakeResult> receive(Courier courier, @Nullable String secretPath, ServerHttpRequest request) {
        var headers = request.getHeaders();
        return body.read(request, courier.protocol())
                .flatMap(bytes -> intake.receive(
                        courier,
                        new ReceivedWebhook(
                                secretPath,
                                headers.toSingleValueMap(),
                                bytes,
                                clock.instant(),
                                clientAddresses.address(request).orElse(null))))
                .onErrorResume(
                        DataBufferLimitException.class,
                        tooLarge -> Mono.just(intake.reject(courier, RejectionReason.BODY_TOO_LARGE)));
    }

    private Mono<ServerResponse> answer(IntakeResult result) {
        return switch (result) {
            case IntakeResult.Accepted(var answer) -> response(answer);
            case IntakeResult.Rejected(var _, var answer) when answer != null -> response(answer);
            case IntakeResult.Rejected(var refusal, var _) -> Mono.error(problem(refusal));
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

    private ProblemException problem(RejectionReason reason) {
        return switch (reason) {
            case COURIER_UNKNOWN -> ProblemException.of(Problem.COURIER_UNKNOWN);
            case CONTENT_TYPE_UNSUPPORTED -> ProblemException.of(Problem.UNSUPPORTED_MEDIA_TYPE);
            case CONTENT_ENCODING_UNSUPPORTED -> ProblemException.of(Problem.CONTENT_ENCODING_UNSUPPORTED);
            case METHOD_NOT_ALLOWED -> ProblemException.of(Problem.METHOD_NOT_ALLOWED);
            case BODY_TOO_LARGE -> ProblemException.of(Problem.PAYLOAD_TOO_LARGE);
            case KEY_NOT_CACHED -> ProblemException.retryAfter(Problem.KEY_NOT_CACHED, settings.retryAfter());
            // One answer for all four: which part of a forgery was right is nobody's business.
            case SIGNATURE_MISSING, SIGNATURE_INVALID, SOURCE_IP_NOT_ALLOWED, OUTSIDE_REPLAY_WINDOW ->
                ProblemException.of(Problem.WEBHOOK_UNPROVEN);
        };
    }
}
