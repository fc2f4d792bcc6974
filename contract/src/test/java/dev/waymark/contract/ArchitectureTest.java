package dev.waymark.contract;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.contract");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .         | jackson-annotations
            .tracking | ., jackson-annotations
            .audit    | ., jackson-annotations
            .order    | ., .tracking, jackson-annotations
            .view     | ., .tracking, .order, jackson-annotations
            """);
    }
}
