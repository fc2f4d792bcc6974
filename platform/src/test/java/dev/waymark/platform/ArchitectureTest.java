package dev.waymark.platform;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.platform");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .       | .web, reactor.netty.., org.springframework..
            .contact | contract, com.ibm.icu..
            .crypto |
            .kafka  | contract, kafka, jackson, logging, metrics, settings, org.springframework..
            .mongo  | mongo, org.springframework..
            .web    | ., contract, jackson, logging, metrics, reactor, reactor.netty.., io.netty.., settings, org.springframework..
            """);
    }
}
