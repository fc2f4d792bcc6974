package dev.waymark.tokens;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.tokens");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            . | contract, platform, settings, com.nimbusds.jose.., org.springframework.http.., org.springframework.security.., org.springframework.web.., reactor
            """);
    }
}
