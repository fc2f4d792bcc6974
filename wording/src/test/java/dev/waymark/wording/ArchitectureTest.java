package dev.waymark.wording;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void rulesHold() {
        WaymarkRules.of("dev.waymark.wording").everywhere();
    }
}
