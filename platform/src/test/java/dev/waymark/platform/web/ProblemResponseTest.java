package dev.waymark.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Problem;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;

class ProblemResponseTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(ProblemException.of(Problem.ORDER_UNKNOWN), Problem.ORDER_UNKNOWN),
                Arguments.of(new DataBufferLimitException("x"), Problem.PAYLOAD_TOO_LARGE),
                Arguments.of(
                        new ServerWebInputException("x", null, new DataBufferLimitException("x")),
                        Problem.PAYLOAD_TOO_LARGE),
                Arguments.of(
                        new ServerWebInputException("x", null, new DecodingException("x")), Problem.BODY_UNREADABLE),
                Arguments.of(new ServerWebInputException("x"), Problem.BAD_REQUEST),
                Arguments.of(new MethodNotAllowedException(HttpMethod.PUT, null), Problem.METHOD_NOT_ALLOWED),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_FOUND), Problem.NOT_FOUND),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE), Problem.UNSUPPORTED_MEDIA_TYPE),
                Arguments.of(new IllegalStateException("x"), Problem.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachKindOfFailureIsOneProblem(Exception failure, Problem problem) {
        assertThat(ProblemResponse.problem(failure).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 406, 413, 415, 500, 503})
    void failureOfTheFrameworkTellsWhatToDo(int status) {
        var failure = new ResponseStatusException(HttpStatusCode.valueOf(status));

        assertThat(ProblemResponse.problem(failure).detail()).isNotBlank();
    }

    /** As every service of ours answers: they all have this advice. */
    @Test
    void whatNoControllerSeesIsAnsweredWithADetail() {
        var http = WebTestClient.bindToController(new Controller())
                .controllerAdvice(new ProblemAdvice())
                .httpMessageCodecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8))
                .build();

        assertThat(detail(http.post().contentType(MediaType.APPLICATION_JSON).bodyValue("123456789"), 413))
                .isEqualTo("Send less at once.");
        assertThat(detail(http.post().contentType(MediaType.TEXT_PLAIN).bodyValue("1"), 415))
                .isEqualTo("Send JSON, and say so in Content-Type.");
    }

    private static @Nullable Object detail(WebTestClient.RequestHeadersSpec<?> request, int status) {
        return request.exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody()
                .get("detail");
    }

    @RestController
    static final class Controller {

        @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
        public Mono<Integer> size(@RequestBody byte[] body) {
            return Mono.just(body.length);
        }
    }

    @Test
    void traceIdIsTheCallersAndTheSameForTheWholeRequest() {
        var traced = MockServerWebExchange.from(MockServerHttpRequest.get("/")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        var untraced = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

        assertThat(TraceId.of(traced)).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(TraceId.of(untraced)).isEqualTo(TraceId.of(untraced)).matches("[0-9a-f]{32}");
    }

    @Test
    void answerSaysNothingOfAnUnforeseenException() {
        var failure = ProblemResponse.problem(new IllegalStateException("anna@example.com"));

        var answer = ProblemResponse.of(failure, MockServerWebExchange.from(MockServerHttpRequest.get("/t/secret")));

        assertThat(String.valueOf(answer.getBody())).doesNotContain("anna", "secret");
        assertThat(answer.getBody()).containsEntry("code", "internal-error").containsKey("traceId");
    }
}
