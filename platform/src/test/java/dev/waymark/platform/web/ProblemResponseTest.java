package dev.waymark.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waymark.contract.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
    @ValueSource(strings = {"en", "ru"})
    void everyProblemOfTheCatalogueHasATitleAndADetailInEachLanguage(Locale language) {
        var texts = ProblemTexts.of(language);

        assertThat(texts.language()).isEqualTo(language);
        for (var problem : Problem.values()) {
            assertThat(texts.title(problem)).isNotBlank();
            assertThat(texts.detail(problem)).isNotBlank();
        }
    }

    @Test
    void languageWithoutTextsIsAnsweredInEnglish() {
        var texts = ProblemTexts.of(Locale.forLanguageTag("tlh"));

        assertThat(texts.language()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void refusedMethodNamesThoseThatTheAddressHas() {
        var failure = ProblemResponse.problem(new MethodNotAllowedException(HttpMethod.PUT, Set.of(HttpMethod.GET)));

        var answer = ProblemResponse.of(failure, MockServerWebExchange.from(MockServerHttpRequest.put("/")));

        assertThat(answer.getHeaders().getAllow()).containsExactly(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
        assertThat(answer.getHeaders().getFirst("Content-Language")).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": 1}                | /text        | wrong-type
            {"text": true}             | /text        | wrong-type
            {"number": "1"}            | /number      | wrong-type
            {"number": 1.5}            | /number      | wrong-type
            {"number": false}          | /number      | wrong-type
            {"text": "a\\u0000"}      | /text        | invalid
            {"text": "\\ud800a"}      | /text        | invalid
            {"text": "\\udc00\\ud800"} | /text        | invalid
            {"text": "a", "text": "b"} | /text        | duplicate-property
            {"a/b~c": 1}               | /a~1b~0c     | unknown-property
            []                         | ``           | wrong-type
            """)
    void strictJsonSaysWhichMemberIsWrong(String json, String pointer, String code) {
        var mapper = StrictJson.of(new JsonMapper());

        var failure = catchThrowableOfType(JacksonException.class, () -> mapper.readValue(json, Body.class));

        assertThat(ProblemResponse.unreadable(failure).errors()).isEqualTo(List.of(InvalidField.of(pointer, code)));
    }

    @Test
    void brokenJsonIsNoBody() {
        var mapper = StrictJson.of(new JsonMapper());

        var failure = catchThrowableOfType(JacksonException.class, () -> mapper.readValue("{", Body.class));

        assertThat(ProblemResponse.unreadable(failure).problem()).isEqualTo(Problem.BODY_UNREADABLE);
    }

    record Body(@Nullable String text, @Nullable Integer number) {}

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
