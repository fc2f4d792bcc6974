package dev.waymark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StackFramesTest {

    @Test
    void framesAndClassesAreKeptAndMessagesAreNot() {
        var failure = new IllegalStateException("anna@example.com", new NumberFormatException("+79161234542"));

        var printed = new StringWriter();
        StackFrames.of(failure).printStackTrace(new PrintWriter(printed));

        assertThat(printed.toString())
                .contains("IllegalStateException", "NumberFormatException", "StackFramesTest")
                .doesNotContain("anna", "7916");
    }

    @Test
    void causesThatLeadInACircleEnd() {
        var first = new RuntimeException();
        first.initCause(new RuntimeException(first));

        assertThat(StackFrames.of(first)).isNotNull();
    }
}
