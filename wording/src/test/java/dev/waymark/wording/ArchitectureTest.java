package dev.waymark.wording;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.wording");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            . | contract, com.ibm.icu..
            """);
    }
}
