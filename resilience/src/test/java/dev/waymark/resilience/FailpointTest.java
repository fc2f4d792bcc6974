package dev.waymark.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailpointTest {

    /** A step that is renamed would never be reached, and nobody would know. */
    @ParameterizedTest
    @EnumSource
    void eachIsAStepOfTheProductAndCanBePutThere(Failpoint failpoint) throws IOException {
        var resource = "/" + failpoint.type().replace('.', '/') + ".class";
        try (var file = FailpointTest.class.getResourceAsStream(resource)) {
            assertThat(file).as(resource).isNotNull();
            var classFile = file.readAllBytes();

            assertThat(FailpointAgent.transformed(failpoint, classFile)).hasSizeGreaterThan(classFile.length);
        }
    }
}
