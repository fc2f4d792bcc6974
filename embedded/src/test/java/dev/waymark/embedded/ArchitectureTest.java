package dev.waymark.embedded;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void codeFollowsTheRules() {
        WaymarkRules.of("dev.waymark.embedded").edgesAreApart("kafka", "mongo").everywhere();
    }
}
