package dev.waymark.embedded;

import dev.waymark.architecture.WaymarkRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final WaymarkRules RULES = WaymarkRules.of("dev.waymark.embedded");

    @Test
    void rulesOfTheHouseHold() {
        RULES.everywhere();
    }

    @Test
    void importsFollowTheTable() {
        RULES.importsFollow("""
            .              |
            .machine       |
            .kafka         | .machine, kafka.., org.apache.kafka.., logging
            .mongo         | .machine, .mongo.storage, mongo, de.bwaldvogel.mongo.., org.h2.mvstore.., reactor, logging
            .mongo.storage | .machine, de.bwaldvogel.mongo.., io.netty.buffer.., io.netty.channel.., org.h2.mvstore.., logging
            """);
    }
}
