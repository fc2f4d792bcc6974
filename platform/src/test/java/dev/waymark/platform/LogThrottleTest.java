package dev.waymark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogThrottleTest {

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final AtomicLong now = new AtomicLong();
    private Logger logger;

    @BeforeEach
    void start() {
        context.addTurboFilter(new LogThrottle(3, now::get));
        logger = context.getLogger("outage");
        logger.setLevel(Level.INFO);
        logger.addAppender(written);
        written.start();
    }

    @Test
    void statementWritesSoManyLinesAndThenHowManyItLeftOut() {
        for (var i = 0; i < 100; i++) {
            logger.warn("call failed: service={}", "s" + i);
        }
        assertThat(lines())
                .containsExactly("call failed: service=s0", "call failed: service=s1", "call failed: service=s2");

        now.addAndGet(Duration.ofMinutes(5).toNanos());
        logger.warn("call failed: service={}", "again");

        assertThat(lines().subList(3, 5))
                .containsExactly("97 more lines like the next one were left out", "call failed: service=again");
        logger.warn("call failed: service={}", "once more");
        assertThat(lines()).hasSize(6);
    }

    @Test
    void otherStatementsAreHeard() {
        for (var i = 0; i < 10; i++) {
            logger.warn("call failed: service={}", i);
        }

        logger.error("call failed: service={}", "worse");
        logger.warn("record parked: {}", 1);
        context.getLogger("other").warn("call failed: service={}", 1);

        assertThat(lines()).hasSize(5).contains("call failed: service=worse", "record parked: 1");
    }

    @Test
    void numbersInTheTextMakeNoOtherStatement() {
        for (var i = 0; i < 10; i++) {
            logger.info("waiting for operation insert with ID " + i + ", 4999 ms");
        }

        assertThat(lines()).hasSize(3);
    }

    @Test
    void whatIsOffCountsNothing() {
        for (var i = 0; i < 10; i++) {
            logger.debug("call failed: service={}", i);
        }
        assertThat(logger.isWarnEnabled()).isTrue();

        assertThat(lines()).isEmpty();
    }

    private List<String> lines() {
        return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
