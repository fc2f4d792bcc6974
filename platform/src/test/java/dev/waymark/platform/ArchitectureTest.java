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
            .       | .web, ch.qos.logback.., jackson, logging, reactor, reactor.netty.., org.springframework..
            .contact | contract, com.ibm.icu..
            .crypto |
            .kafka  | ., .web, contract, kafka, jackson, logging, metrics, reactor, settings, org.springframework..
            .mongo  | .web, logging, mongo, reactor, settings, org.springframework..
            .redaction | jackson
            .web    | ., contract, jackson, logging, metrics, reactor, reactor.netty.., io.netty.., settings, org.springframework..
            """);
    }
}
