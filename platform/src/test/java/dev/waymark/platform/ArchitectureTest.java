package dev.waymark.platform;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void rulesHold() {
        WaymarkRules.of("dev.waymark.platform").everywhere();
    }
}
