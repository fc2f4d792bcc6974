package dev.waymark.orders.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProjectionTest {

    @Test
    void bugInAPureFunctionLogsItsStackFramesOncePerPlaceWithoutItsMessage(CapturedOutput output) {
        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Projection.evaluate("cdek:1", ProjectionTest::failingFold))
                    .isInstanceOf(UnprocessableEvent.class)
                    .hasMessage("cdek:1: IllegalStateException");
        }

        assertThat(output.getAll())
                .containsOnlyOnce("ERROR")
                .containsOnlyOnce("aggregate=cdek:1 failure=java.lang.IllegalStateException")
                .contains("\tat dev.waymark.orders.projection.ProjectionTest.failingFold(")
                .doesNotContain("anna@example.com");
    }

    @Test
    void recursionWithoutEndIsABugOfThatEventAlone(CapturedOutput output) {
        assertThatThrownBy(() -> Projection.evaluate("cdek:2", () -> endless(0)))
                .isInstanceOf(UnprocessableEvent.class)
                .hasMessage("cdek:2: StackOverflowError");

        assertThat(output.getAll().lines().filter(line -> line.contains("ProjectionTest.endless")))
                .hasSizeLessThan(50);
    }

    private static String failingFold() {
        throw new IllegalStateException("anna@example.com");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(int depth) {
        return 1 + endless(depth + 1);
    }
}
