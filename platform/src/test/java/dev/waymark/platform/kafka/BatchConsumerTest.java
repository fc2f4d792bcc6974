package dev.waymark.platform.kafka;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Samples;
import dev.waymark.contract.tracking.TrackingEvent;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.listener.BatchListenerFailedException;
import reactor.core.Exceptions;
import tools.jackson.databind.json.JsonMapper;

class BatchConsumerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<TrackingEvent> processed = new ArrayList<>();
    private final BatchConsumer<TrackingEvent> consumer =
            new BatchConsumer<>(JSON, TrackingEvent.class, processed::addAll);

    @ParameterizedTest
    @ValueSource(strings = {"{\"courier\":\"anna@example.com\"}", "{\"courier\":", "[]", "null", "anna@example.com"})
    void reasonQuotesNothingOfAMalformedRecord(String value) {
        assertThatThrownBy(() -> consumer.accept(List.of(value.getBytes(UTF_8))))
                .cause()
                .isInstanceOf(MalformedRecord.class)
                .hasNoCause()
                .hasMessageNotContaining("anna@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'courier': 'cdek',      x} | unreadable: line 1 column 26",
                "{'courier': 7, 'id':\u00fe} | unreadable: not-utf-8",
                "[] | unreadable: line 1 column 1"
            })
    void reasonSaysWhereItStoppedAndNamesNoClass(String value, String reason) {
        var bytes = value.replace('\'', '"').getBytes(ISO_8859_1);

        assertThatThrownBy(() -> consumer.accept(List.of(bytes))).cause().hasMessage(reason);
    }

    @Test
    void recordWithoutAValueIsMalformed() {
        assertThatThrownBy(() -> consumer.accept(List.of(new byte[0]))).hasCauseInstanceOf(MalformedRecord.class);
    }

    @Test
    void recordsBeforeAMalformedOneAreProcessed() {
        var event = Samples.accepted("1");
        var records = List.of(JSON.writeValueAsBytes(event), "[]".getBytes(UTF_8));

        assertThatThrownBy(() -> consumer.accept(records))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failure -> assertThat(failure.getIndex()).isEqualTo(1));

        assertThat(processed).containsExactly(event);
    }

    /** One signed webhook stopped all messages: what no code survives was taken for an outage. (issue 11, A1) */
    @ParameterizedTest
    @MethodSource
    void recordThatNoCodeSurvivesIsParkedAlone(Throwable bug) {
        var poison = Samples.accepted("2");
        var consumer = new BatchConsumer<>(JSON, TrackingEvent.class, events -> {
            if (events.contains(poison)) {
                throw Exceptions.propagate(bug);
            }
            processed.addAll(events);
        });
        var records = Stream.of("1", "2", "3")
                .map(Samples::accepted)
                .map(JSON::writeValueAsBytes)
                .toList();

        assertThatThrownBy(() -> consumer.accept(records))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .cause()
                .isInstanceOf(UnprocessableRecord.class)
                .hasNoCause()
                .hasMessage("bug: " + bug.getClass().getSimpleName());
        assertThat(processed).containsExactly(Samples.accepted("1"));
    }

    static Stream<Throwable> recordThatNoCodeSurvivesIsParkedAlone() {
        return Stream.of(
                new DateTimeException("anna@example.com"),
                new ArithmeticException("long overflow"),
                new NullPointerException(),
                new StackOverflowError());
    }

    @Test
    void whatMayBeAnOutageStopsTheWholeBatch() {
        var outage = new IllegalStateException("Timeout on blocking read", new TimeoutException());
        var consumer = new BatchConsumer<>(JSON, TrackingEvent.class, _ -> {
            throw outage;
        });
        var records = List.of(JSON.writeValueAsBytes(Samples.accepted("1")));

        assertThatThrownBy(() -> consumer.accept(records)).isSameAs(outage);
    }
}
