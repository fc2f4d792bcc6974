package dev.waymark.tokens;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void theRulesHold() {
        WaymarkRules.of("dev.waymark.tokens").everywhere();
    }
}
